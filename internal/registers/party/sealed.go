package party

import (
	"slices"

	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// fieldOperatorID is the citizen number of the operator of an individual
// business. It is a field of its own, because the same number also belongs to
// the person, once.
const fieldOperatorID Field = "operator_id"

// fieldRule says how one confidential field is shown and found.
type fieldRule struct {
	field   Field
	zh      string
	purpose string // of the keyed digest; empty: cannot be looked up
	mask    func(kind Kind, text string) string
}

var fieldRules = []fieldRule{
	{FieldName, "姓名", "person-name", maskName},
	{FieldRepresentative, "法定代表人（负责人）", "", maskName},
	{FieldMobile, "手机", "mobile", func(_ Kind, s string) string { return ids.Mobile(s).Masked() }},
	{FieldCitizenID, "身份证号", "citizen-id", maskCitizen},
	{fieldOperatorID, "经营者身份证号", "citizen-id", maskCitizen},
	{FieldAddress, "住所", "", func(k Kind, s string) string {
		if k.Organisation() {
			return s // the place of business of an organisation is public
		}
		return maskAddress(s)
	}},
}

// public is the field as callers name it: the operator's number is the citizen
// number of the business.
func (r fieldRule) public() Field {
	if r.field == fieldOperatorID {
		return FieldCitizenID
	}
	return r.field
}

func maskName(_ Kind, s string) string    { return ids.MaskName(s) }
func maskCitizen(_ Kind, s string) string { return ids.CitizenID(s).Masked() }

func ruleOf(f Field) (fieldRule, bool) {
	i := slices.IndexFunc(fieldRules, func(r fieldRule) bool { return r.field == f })
	if i < 0 {
		return fieldRule{}, false
	}
	return fieldRules[i], true
}

// sealAll stores the given secrets and returns the rows it left behind.
func sealAll(tx *store.Tx, p Party, secrets map[Field]string) ([]journal.Row, error) {
	var rows []journal.Row
	for _, rule := range fieldRules {
		text, given := secrets[rule.field]
		if !given {
			continue
		}
		sealed, err := tx.Seal(p.ID, text)
		if err != nil {
			return nil, err
		}
		blind := ""
		if rule.purpose != "" {
			blind = tx.Blind(rule.purpose, text)
		}
		row, err := saveSealed.One(tx, tx.County(), tx.NewID(), p.ID, rule.field, sealed, rule.mask(p.Kind, text), blind)
		if err != nil {
			return nil, err
		}
		rows = append(rows, journal.Row{Table: "party_sealed", ID: row.ID})
	}
	return rows, nil
}

// secretOf opens one field. The caller journals that it did.
func secretOf(tx *store.Tx, p Party, field Field) (string, bool, error) {
	if field == FieldCitizenID && p.Kind == IndividualBusiness {
		field = fieldOperatorID
	}
	rows, err := sealedOf.All(tx, tx.County(), p.ID)
	if err != nil {
		return "", false, err
	}
	for _, row := range rows {
		if row.Field != field {
			continue
		}
		text, err := tx.Unseal(p.ID, row.Sealed)
		return text, err == nil, err
	}
	return "", false, nil
}
