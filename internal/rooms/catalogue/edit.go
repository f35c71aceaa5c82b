package catalogue

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
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

// ItemInput is what an item is registered or described with.
type ItemInput struct {
	Code      string
	BasicCode string
	Unit      string
	Name      string
	Tags      []string
	Aliases   []string
}

// Register creates an item without a version. Editors register for their own
// unit. It refuses with CodeInvalid and CodeTaken.
func Register(tx *store.Tx, by flow.Actor, in ItemInput) (Item, error) {
	if err := mayEdit(by, in.Unit); err != nil {
		return Item{}, err
	}
	in = in.tidied()
	if err := in.check(); err != nil {
		return Item{}, err
	}
	if other, taken, err := itemByCode.Find(tx, tx.County(), in.Code); err != nil {
		return Item{}, err
	} else if taken {
		return Item{}, CodeTaken.New(fault.Args{"code": in.Code, "name": other.Name})
	}
	item := Item{County: tx.County(), ID: tx.NewID(), Code: in.Code, BasicCode: in.BasicCode, Unit: in.Unit,
		Name: in.Name, Tags: in.Tags, Aliases: in.Aliases, Keys: keysOf(in.Name, in.Aliases), Revision: 1,
		CreatedAt: tx.Now()}
	if err := insertItem.One(tx, item); err != nil {
		return Item{}, err
	}
	if err := reindex(tx, item); err != nil {
		return Item{}, err
	}
	_, err := journal.Record(tx, by, "item.register", item.ID,
		map[string]any{"code": item.Code, "name": item.Name}, journal.Row{Table: "catalogue_item", ID: item.ID})
	return item, err
}

// Describe changes an item's basic code, tags and aliases, which are no part of
// any version, and rebuilds its search terms.
func Describe(tx *store.Tx, by flow.Actor, itemCode string, in ItemInput) (Item, error) {
	item, err := ownItem(tx, by, itemCode)
	if err != nil {
		return Item{}, err
	}
	in.Code, in.Name, in.Unit = item.Code, item.Name, item.Unit
	in = in.tidied()
	if err := in.check(); err != nil {
		return Item{}, err
	}
	item.BasicCode, item.Tags, item.Aliases = in.BasicCode, in.Tags, in.Aliases
	if err := item.save(tx); err != nil {
		return Item{}, err
	}
	_, err = journal.Record(tx, by, "item.describe", item.ID,
		map[string]any{"tags": item.Tags, "aliases": item.Aliases}, journal.Row{Table: "catalogue_item", ID: item.ID})
	return item, err
}

func (in ItemInput) tidied() ItemInput {
	in.Code, in.BasicCode = strings.TrimSpace(in.Code), strings.TrimSpace(in.BasicCode)
	in.Name, _ = zh.Normalise(in.Name)
	return in
}

func (in ItemInput) check() error {
	p := &fault.Problems{}
	if !codeAllowed(in.Code) {
		p.Check("code", CodeInvalid.New(fault.Args{"code": in.Code}))
	}
	if n := zh.Len(in.Name); n == 0 || n > 200 {
		p.Add("name", "事项名称：现有 %d 个字，请填 1 至 200 个字。", n)
	}
	if in.Unit == "" {
		p.Add("unit", "实施主体：请选办理这个事项的单位。")
	}
	for _, tag := range in.Tags {
		if !Tags.Has(tag) {
			p.Add("tags", "标记：没有“%s”这个标记，请从列表里选。", tag)
		}
	}
	return p.Err()
}

// mayEdit refuses whoever is no editor, or edits for another unit without
// coordinating the county's catalogue.
func mayEdit(by flow.Actor, unit string) error {
	if !by.Has(identity.Editor) {
		return flow.StepForbidden.New(fault.Args{"verb": "编辑事项", "roles": flow.RoleNames(editors)})
	}
	if !inScope(by, unit) {
		return store.NoRow.New(nil)
	}
	return nil
}

// inScope: staff work on their own unit's items; the coordinator's office and
// scheduled work on all.
func inScope(by flow.Actor, unit string) bool {
	return by.Unit == unit || by.Has(identity.Coordinator, flow.RoleSystem)
}

func ownItem(tx *store.Tx, by flow.Actor, code string) (Item, error) {
	item, err := ItemByCode(tx, code)
	if err != nil {
		return Item{}, err
	}
	if err := mayEdit(by, item.Unit); err != nil {
		return Item{}, err
	}
	if item.External {
		return Item{}, ItemExternal.New(fault.Args{"name": item.Name})
	}
	return item, nil
}

// save writes an item back and rebuilds its terms when its names changed.
func (i *Item) save(tx *store.Tx) error {
	before := i.Keys
	i.Keys = keysOf(i.Name, i.Aliases)
	err := saveItem.One(tx, i.BasicCode, i.Name, i.Tags, i.Aliases, i.Keys, i.County, i.ID, i.Revision)
	if err != nil {
		return err
	}
	i.Revision++
	if before.Text == i.Keys.Text && slices.Equal(before.Aliases, i.Keys.Aliases) {
		return nil
	}
	return reindex(tx, *i)
}

// NewDraft opens a version of the item. An item has one draft per day it is to
// take effect. The draft may be incomplete; Gate tells what is missing.
func NewDraft(tx *store.Tx, by flow.Actor, itemCode string, e Edition) (Version, error) {
	item, err := ownItem(tx, by, itemCode)
	if err != nil {
		return Version{}, err
	}
	if err := dayFree(tx, item, e.From, ""); err != nil {
		return Version{}, err
	}
	newest, _, err := allOf.Find(tx, tx.County(), item.ID)
	if err != nil {
		return Version{}, err
	}
	v := Version{County: tx.County(), ID: tx.NewID(), ItemID: item.ID, Number: newest.Number + 1,
		State: Draft, Revision: 1, Author: by.Account, DraftedAt: tx.Now()}
	if err := v.take(e); err != nil {
		return Version{}, err
	}
	if err := insertVersion.One(tx, v); err != nil {
		return Version{}, err
	}
	if err := v.saveMaterials(tx); err != nil {
		return Version{}, err
	}
	_, err = journal.Record(tx, by, "item.draft", item.ID, v.headline(), v.draftRow())
	return v, err
}

// dayFree refuses a day on which another draft of the item is to take effect.
func dayFree(tx *store.Tx, item Item, from calendar.Day, own string) error {
	other, open, err := draftOn.Find(tx, item.County, item.ID, from)
	if err != nil || !open || other.ID == own {
		return err
	}
	return DraftExists.New(fault.Args{"name": item.Name, "day": from.Chinese()})
}

// EditDraft replaces what a draft says. Revision is the one the editor saw.
// Whoever edits last counts as the author, so that nobody can publish words of
// his own.
func EditDraft(tx *store.Tx, by flow.Actor, versionID string, revision int64, e Edition) (Version, error) {
	v, item, err := ownDraft(tx, by, versionID, VerbEdit)
	if err != nil {
		return Version{}, err
	}
	if err := dayFree(tx, item, e.From, v.ID); err != nil {
		return Version{}, err
	}
	if err := v.take(e); err != nil {
		return Version{}, err
	}
	v.Author = by.Account
	err = saveDraft.One(tx, v.Author, v.FromDay, v.Source, v.LawChange, v.ChangeNote, v.Expected,
		v.Name, v.Kind, v.Relay, v.StatutoryN, v.StatutoryUnit, v.StatutoryNote,
		v.OrdinaryN, v.KeyProjectN, v.Visits, v.VisitReason,
		v.Online, v.Courier, v.Appointment, v.Rules, v.Guide, v.Questions, v.Digest,
		v.Conditional, v.Pledge, v.Domains,
		v.County, v.ID, revision)
	if err != nil {
		return Version{}, err
	}
	v.Revision = revision + 1
	if err := v.saveMaterials(tx); err != nil {
		return Version{}, err
	}
	_, err = journal.Record(tx, by, "item.edit", v.ItemID, v.headline(), v.draftRow())
	return v, err
}

// DiscardDraft gives a draft up; it stays on record.
func DiscardDraft(tx *store.Tx, by flow.Actor, versionID string, revision int64) error {
	v, _, err := ownDraft(tx, by, versionID, VerbDiscard)
	if err != nil {
		return err
	}
	v.Revision = revision
	if err := v.move(tx, Discarded, Draft); err != nil {
		return err
	}
	_, err = journal.Record(tx, by, "item.discard", v.ItemID, v.headline(), v.draftRow())
	return err
}

// ownDraft returns a version in the actor's scope that the verb may leave.
func ownDraft(tx *store.Tx, by flow.Actor, versionID string, verb flow.Verb) (Version, Item, error) {
	v, item, err := versionInScope(tx, by, versionID)
	if err != nil {
		return Version{}, Item{}, err
	}
	_, err = Flow.Next(by, v.State, verb)
	return v, item, err
}

func versionInScope(tx *store.Tx, by flow.Actor, versionID string) (Version, Item, error) {
	v, err := VersionByID(tx, versionID)
	if err != nil {
		return Version{}, Item{}, err
	}
	item, err := ItemByID(tx, v.ItemID)
	if err != nil {
		return Version{}, Item{}, err
	}
	if !inScope(by, item.Unit) {
		return Version{}, Item{}, store.NoRow.New(nil)
	}
	return v, item, nil
}

// take puts an edition into a draft: tidied, positions set, digest computed. It
// refuses only what could not be stored; the rest is the gate's business.
func (v *Version) take(e Edition) error {
	e.Name, _ = zh.Normalise(e.Name)
	p := &fault.Problems{}
	if n := zh.Len(e.Name); n == 0 || n > 200 {
		p.Add("name", "事项名称：现有 %d 个字，请填 1 至 200 个字。", n)
	}
	if e.Kind.Code() == "" {
		p.Add("kind", "办件类型：请选即办件、承诺件或其他。")
	}
	if !e.StatutoryUnit.Valid() {
		p.Add("statutory_unit", "法定时限单位：请选工作日或自然日。")
	}
	if e.StatutoryN < 0 || e.OrdinaryN < 0 || e.KeyProjectN < 0 || e.Visits < 0 {
		p.Add("statutory_n", "时限和次数：不能是负数，请填 0 或更大的整数。")
	}
	seen := map[string]bool{}
	for _, m := range e.Materials {
		if seen[m.Code] {
			p.Add("materials", "材料编号“%s”：用了两次，请给每份材料一个编号。", m.Code)
		}
		seen[m.Code] = true
	}
	if err := p.Err(); err != nil {
		return err
	}
	v.FromDay, v.Source, v.LawChange, v.ChangeNote = e.From, e.Source, e.LawChange, e.ChangeNote
	v.Expected = e.Expected
	v.Content, v.Materials = e.Content, make([]Material, len(e.Materials))
	for i, m := range e.Materials {
		m.County, m.ID, m.VersionID, m.Position = "", "", "", i+1
		m.Name, _ = zh.Normalise(m.Name)
		v.Materials[i] = m
	}
	v.Digest = digestOf(v.Content, v.Materials)
	return nil
}

// digestOf identifies what a version says, whoever wrote it and when.
func digestOf(c Content, materials []Material) string {
	bare := make([]Material, len(materials))
	for i, m := range materials {
		m.County, m.ID, m.VersionID = "", "", ""
		bare[i] = m
	}
	text, err := json.Marshal(struct {
		Content   Content
		Materials []Material
	}{c, bare})
	if err != nil {
		panic(fmt.Sprintf("catalogue: content cannot be written as JSON: %v", err)) // plain structs always can
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func (v *Version) saveMaterials(tx *store.Tx) error {
	if _, err := clearMaterials.Run(tx, v.County, v.ID); err != nil {
		return err
	}
	for i := range v.Materials {
		m := &v.Materials[i]
		m.County, m.ID, m.VersionID = v.County, tx.NewID(), v.ID
		if err := insertMaterial.One(tx, *m); err != nil {
			return err
		}
	}
	return nil
}

// move takes a version from one state to another, guarded by state and
// revision; it is the only writer of the state.
func (v *Version) move(tx *store.Tx, to, from flow.State) error {
	err := moveVersion.One(tx, to, v.UntilDay, v.EndedAt, v.Publisher, v.PublishedAt, v.WithdrawnReason, v.Transition,
		v.County, v.ID, from, v.Revision)
	if err != nil {
		return err
	}
	v.State = to
	v.Revision++
	return nil
}

// headline is what the journal says of a version.
func (v Version) headline() map[string]any {
	return map[string]any{"version": v.ID, "number": v.Number, "name": v.Name, "from": v.FromDay, "digest": v.Digest}
}

// draftRow is the record the journal ties to a draft's leaf. The draft's
// materials are replaced with every edit; its digest covers them.
func (v Version) draftRow() journal.Row { return journal.Row{Table: "catalogue_version", ID: v.ID} }

// rows names the records a published version consists of for good.
func (v Version) rows() []journal.Row {
	rows := []journal.Row{v.draftRow()}
	for _, m := range v.Materials {
		rows = append(rows, journal.Row{Table: "catalogue_material", ID: m.ID})
	}
	return rows
}

// Edition returns what the version says, as an editor would write it. For the
// next draft change From, and clear Source and ChangeNote.
func (v Version) Edition() Edition {
	return Edition{From: v.FromDay, Source: v.Source, LawChange: v.LawChange, ChangeNote: v.ChangeNote,
		Expected: v.Expected, Content: v.Content, Materials: v.Materials}
}
