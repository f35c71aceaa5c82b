package bundle

import (
	"regexp"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Edition is what an editor writes.
type Edition struct {
	Code string // of the bundle; cannot be changed afterwards
	Kind Kind
	From calendar.Day // first day in force
	Content
}

// say is a timeline's worth of public words about an act.
type say map[string]any

var codeShape = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z-]{1,39}$`)

// Create starts a draft: of a new bundle, or of the next version of one whose
// code is known. Editors draft for their own unit, which is then the lead unit.
// It refuses a second draft of the same bundle.
func Create(tx *store.Tx, by flow.Actor, e Edition) (Version, error) {
	e = e.tidied()
	if err := mayEdit(by, e.Lead); err != nil {
		return Version{}, err
	}
	if err := e.check(); err != nil {
		return Version{}, err
	}
	b, known, err := bundleByCode.Find(tx, tx.County(), e.Code)
	if err != nil {
		return Version{}, err
	}
	rows := []journal.Row{}
	if !known {
		b = Bundle{County: tx.County(), ID: tx.NewID(), Code: e.Code, Kind: e.Kind, Revision: 1, CreatedAt: tx.Now()}
		b.take(e.Content)
		if err := insertBundle.One(tx, b); err != nil {
			return Version{}, err
		}
		rows = append(rows, journal.Row{Table: "bundle_bundle", ID: b.ID})
	} else if err := mayEdit(by, b.Lead); err != nil {
		return Version{}, err
	}
	v, err := newDraft(tx, by, b, e)
	if err != nil {
		return Version{}, err
	}
	rows = append(rows, journal.Row{Table: "bundle_version", ID: v.ID})
	_, err = journal.Record(tx, by, "bundle.draft", b.ID, v.headline(), rows...)
	return v, err
}

func newDraft(tx *store.Tx, by flow.Actor, b Bundle, e Edition) (Version, error) {
	versions, err := versionsOf.All(tx, tx.County(), b.ID)
	if err != nil {
		return Version{}, err
	}
	number := 1
	for _, v := range versions {
		if v.State == VersionDraft {
			return Version{}, draftExists.New(fault.Args{"name": v.Body.Name})
		}
		number = max(number, v.Number+1)
	}
	v := Version{County: tx.County(), ID: tx.NewID(), BundleID: b.ID, Number: number, State: VersionFlow.Start, Revision: 1,
		FromDay: e.From, Author: by.Account, DraftedAt: tx.Now(), Body: e.Content}
	return v, insertVersion.One(tx, v)
}

// take copies from a content what lists and searches go by.
func (b *Bundle) take(c Content) {
	b.Name, b.Lead, b.Theme, b.Aliases = c.Name, c.Lead, c.Theme, c.Aliases
	k := zh.SearchKeys(c.Name)
	keys := append(append([]string{strings.ToLower(b.Code), k.Text}, k.Pinyin...), k.Initials...)
	for _, alias := range c.Aliases {
		keys = append(keys, zh.SearchKeys(alias).Text)
	}
	b.Keys = strings.Join(keys, "|")
}

// Edit writes a draft anew, as it was seen.
func Edit(tx *store.Tx, by flow.Actor, id string, seen int64, e Edition) (Version, error) {
	v, b, err := ownVersion(tx, by, id, VerbEdit)
	if err != nil {
		return Version{}, err
	}
	if v.Revision != seen {
		return Version{}, store.ChangedMeanwhile.New(nil)
	}
	e = e.tidied()
	e.Code, e.Kind = b.Code, b.Kind
	if err := mayEdit(by, e.Lead); err != nil {
		return Version{}, err
	}
	if err := e.check(); err != nil {
		return Version{}, err
	}
	v.FromDay, v.Body, v.Author = e.From, e.Content, by.Account
	if err := v.save(tx, VersionDraft); err != nil {
		return Version{}, err
	}
	_, err = journal.Record(tx, by, "bundle.edit", b.ID, v.headline(), journal.Row{Table: "bundle_version", ID: v.ID})
	return v, err
}

// Discard drops a draft.
func Discard(tx *store.Tx, by flow.Actor, id string) (Version, error) {
	v, b, err := ownVersion(tx, by, id, VerbDiscard)
	if err != nil {
		return Version{}, err
	}
	v.State = VersionDiscarded
	if err := v.save(tx, VersionDraft); err != nil {
		return Version{}, err
	}
	_, err = journal.Record(tx, by, "bundle.discard", b.ID, v.headline(), journal.Row{Table: "bundle_version", ID: v.ID})
	return v, err
}

func (v *Version) headline() say {
	return say{"version": v.ID, "number": v.Number, "name": v.Body.Name, "promise": v.Body.PromiseN}
}

// save writes the version, guarded by the state and revision it was read with.
func (v *Version) save(tx *store.Tx, from flow.State) error {
	err := saveVersion.One(tx, v.State, v.FromDay, v.UntilDay, v.Author, v.Publisher, v.PublishedAt, v.EndedAt, v.EndReason,
		v.Body, v.County, v.ID, from, v.Revision)
	v.Revision++
	return err
}

func (e Edition) tidied() Edition {
	e.Code = strings.TrimSpace(e.Code)
	e.Name, _ = zh.Normalise(e.Name)
	e.Lead, e.Theme = strings.TrimSpace(e.Lead), strings.TrimSpace(e.Theme)
	e.Stages = slices.Clone(Stages) // fixed by the county: three, whatever the steps are
	return e
}

// check looks at what a draft needs to be one at all; the rest is the gate's.
func (e Edition) check() error {
	var p fault.Problems
	if !codeShape.MatchString(e.Code) {
		p.Add("code", "编码：请用 2 至 40 个字母、数字和短横，例如 YJS-001")
	}
	if n := zh.Len(e.Name); n == 0 || n > 60 {
		p.Add("name", "名称：现有 %d 个字，请填 1 至 60 个字", n)
	}
	if e.Kind != Thing && e.Kind != Notice {
		p.Add("kind", "类别：请选一件事或分类告知书")
	}
	if e.Lead == "" {
		p.Add("lead", "牵头单位：请选受理并对承诺负责的单位")
	}
	return p.Err()
}

// mayEdit: editors write for their own unit; the coordinating office and
// scheduled work for all.
func mayEdit(by flow.Actor, lead string) error {
	if !by.Has(identity.Editor) {
		return flow.StepForbidden.New(fault.Args{"verb": "编辑一件事", "roles": flow.RoleNames(editors)})
	}
	if !keeps(by, lead) {
		return notFound.New(nil)
	}
	return nil
}

func keeps(by flow.Actor, lead string) bool {
	return by.Unit == lead || by.Has(identity.Coordinator, flow.RoleSystem)
}

// ownVersion reads a version in the actor's scope for the verb.
func ownVersion(tx *store.Tx, by flow.Actor, id string, verb flow.Verb) (Version, Bundle, error) {
	v, b, err := keptVersion(tx, by, id)
	if err != nil {
		return v, b, err
	}
	_, err = VersionFlow.Next(by, v.State, verb)
	return v, b, err
}

func keptVersion(tx *store.Tx, by flow.Actor, id string) (Version, Bundle, error) {
	v, ok, err := versionByID.Find(tx, tx.County(), id)
	if err != nil {
		return v, Bundle{}, err
	}
	if !ok {
		return v, Bundle{}, notFound.New(nil)
	}
	b, err := bundleByID.One(tx, tx.County(), v.BundleID)
	if err == nil && !keeps(by, b.Lead) && !keeps(by, v.Body.Lead) {
		err = notFound.New(nil)
	}
	return v, b, err
}
