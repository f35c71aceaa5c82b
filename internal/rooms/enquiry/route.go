package enquiry

import (
	"cmp"
	"slices"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Category (诉求分类) is one node of a tree of any depth.
type Category struct {
	County  string
	ID      string
	Version int64
	Code    string
	Parent  string // empty at the top
	Name    string
	Basis   string
	Retired bool // kept for what was filed under it
}

// Route (派单规则) sends a category, with everything below it, of an area to a unit.
// An empty category or area stands for all.
type Route struct {
	County   string
	ID       string
	Version  int64
	Category string
	Area     string
	Unit     string
	Retired  bool
}

const mostNodes = 2000

// Branch is a category with its depth, in the order of the tree.
type Branch struct {
	Category
	Depth int
	Path  string // names from the top
}

// Tree lists the categories in use, parents before children.
func Tree(tx *store.Tx) ([]Branch, error) {
	all, err := categories.Page(tx, new(store.Where).And("county = ? AND retired = 0", tx.County()), "code", mostNodes)
	children := map[string][]Category{}
	for _, c := range all {
		children[c.Parent] = append(children[c.Parent], c)
	}
	var out []Branch
	var walk func(parent, path string, depth int)
	walk = func(parent, path string, depth int) {
		for _, c := range children[parent] {
			b := Branch{c, depth, path + c.Name}
			out = append(out, b)
			walk(c.Code, b.Path+"／", depth+1)
		}
	}
	walk("", "", 0)
	return out, err
}

// CategoryName is the category's name, or its code.
func CategoryName(tx *store.Tx, code string) (string, error) {
	c, _, err := categoryByCode.Find(tx, tx.County(), code)
	return cmp.Or(c.Name, code), err
}

func categoryKnown(tx *store.Tx, p *fault.Problems, code string) error {
	c, ok, err := categoryByCode.Find(tx, tx.County(), code)
	if err == nil && (!ok || c.Retired) {
		p.Add("category", "分类：请从列表里选")
	}
	return err
}

// upward is the category and what stands above it, the top's parent "" last.
func upward(tx *store.Tx, code string) ([]string, error) {
	var out []string
	for code != "" {
		c, ok, err := categoryByCode.Find(tx, tx.County(), code)
		if err != nil {
			return nil, err
		}
		if slices.Contains(out, code) {
			return nil, categoryLoop.New(fault.Args{"code": code})
		}
		out = append(out, code)
		if !ok {
			break
		}
		code = c.Parent
	}
	return append(out, ""), nil
}

// PutCategory enters or amends a category.
func PutCategory(tx *store.Tx, by flow.Actor, in Category) (manifest.Effect, error) {
	if err := may(by, keepers...); err != nil {
		return manifest.Same, err
	}
	var p fault.Problems
	if in.Code == "" {
		p.Add("code", "编码：请填写")
	}
	if in.Name == "" {
		p.Add("name", "名称：请填写")
	}
	if in.Parent != "" {
		if _, ok, err := categoryByCode.Find(tx, tx.County(), in.Parent); err != nil {
			return manifest.Same, err
		} else if !ok {
			p.Add("parent", "上级：没有编码 %s，请先填上级那一行", in.Parent)
		}
	}
	if err := p.Err(); err != nil {
		return manifest.Same, err
	}
	above, err := upward(tx, in.Parent)
	if err != nil {
		return manifest.Same, err
	}
	if slices.Contains(above, in.Code) {
		return manifest.Same, categoryLoop.New(fault.Args{"code": in.Code})
	}
	was, ok, err := categoryByCode.Find(tx, tx.County(), in.Code)
	if err != nil {
		return manifest.Same, err
	}
	effect := manifest.New
	in.County = tx.County()
	if ok {
		in.ID, in.Version = was.ID, was.Version
		if in == was {
			return manifest.Same, nil
		}
		effect = manifest.Changed
		err = saveCategory.One(tx, in.Parent, in.Name, in.Basis, in.Retired, in.County, in.ID, in.Version)
	} else {
		in.ID, in.Version = tx.NewID(), 1
		err = insertCategory.One(tx, in)
	}
	if err != nil {
		return manifest.Same, err
	}
	_, err = journal.Record(tx, by, "enquiry.category", in.ID, say{"code": in.Code, "name": in.Name}, journal.Row{Table: "enquiry_category", ID: in.ID})
	return effect, err
}

// PutRoute enters or amends a rule.
func PutRoute(tx *store.Tx, by flow.Actor, in Route) (manifest.Effect, error) {
	if err := may(by, keepers...); err != nil {
		return manifest.Same, err
	}
	var p fault.Problems
	if in.Category != "" {
		if err := categoryKnown(tx, &p, in.Category); err != nil {
			return manifest.Same, err
		}
	}
	if in.Unit == "" {
		p.Add("unit", "承办单位：请填机构编码")
	}
	if err := unitKnown(tx, &p, "unit", in.Unit); err != nil {
		return manifest.Same, err
	}
	if err := p.Err(); err != nil {
		return manifest.Same, err
	}
	was, ok, err := routeOf.Find(tx, tx.County(), in.Category, in.Area)
	if err != nil {
		return manifest.Same, err
	}
	effect := manifest.New
	in.County = tx.County()
	if ok {
		in.ID, in.Version = was.ID, was.Version
		if in == was {
			return manifest.Same, nil
		}
		effect = manifest.Changed
		err = saveRoute.One(tx, in.Unit, in.Retired, in.County, in.ID, in.Version)
	} else {
		in.ID, in.Version = tx.NewID(), 1
		err = insertRoute.One(tx, in)
	}
	if err != nil {
		return manifest.Same, err
	}
	_, err = journal.Record(tx, by, "enquiry.route", in.ID, say{"category": in.Category, "area": in.Area, "unit": in.Unit},
		journal.Row{Table: "enquiry_route", ID: in.ID})
	return effect, err
}

// Routes lists the rules.
func Routes(tx *store.Tx) ([]Route, error) {
	return routes.Page(tx, new(store.Where).And("county = ?", tx.County()), "category", mostNodes)
}

// Routed is the unit that the rules send an enquiry to: the nearest category with
// a rule for the area, then one for all areas. The unit complained of is passed
// over; its superior stands in where nothing else is left.
func Routed(tx *store.Tx, category, area, accused string) (string, error) {
	above, err := upward(tx, category)
	if err != nil {
		return "", err
	}
	for _, code := range above {
		for _, place := range slices.Compact([]string{area, ""}) {
			r, ok, err := routeOf.Find(tx, tx.County(), code, place)
			if err != nil {
				return "", err
			}
			if ok && !r.Retired && r.Unit != accused {
				return r.Unit, nil
			}
		}
	}
	return superior(tx, accused)
}

// superior is the unit above, or "".
func superior(tx *store.Tx, unit string) (string, error) {
	if unit == "" {
		return "", nil
	}
	u, err := org.ByCode(tx, unit)
	if store.NoRow.Is(err) {
		return "", nil
	}
	if err != nil || u.Parent == nil {
		return "", err
	}
	return *u.Parent, nil
}

// officeOf is the managing office: the unit of the rule for everything, else that
// of the first account with its role.
func officeOf(tx *store.Tx) (string, error) {
	r, ok, err := routeOf.Find(tx, tx.County(), "", "")
	if err != nil || ok {
		return r.Unit, err
	}
	found, err := identity.List(tx, identity.Filter{Role: identity.Coordinator, Limit: 1})
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0].Unit, nil
}
