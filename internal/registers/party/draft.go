package party

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
)

// longestName is that of the national registration rules (企业名称登记) with room.
const longestName = 100

var industryCode = regexp.MustCompile(`^[A-T]([0-9]{2,4})?$`)

// parsed is a draft that can be stored.
type parsed struct {
	name     string
	credit   *ids.CreditCode
	area     string
	industry string
	secrets  map[Field]string // canonical texts of the fields that were given
}

// required lists what a first registration needs, by kind.
var required = map[Kind][]Field{
	Enterprise:         {fieldCredit},
	IndividualBusiness: {},
	Person:             {FieldCitizenID},
	Agency:             {},
	Other:              {},
}

// fieldCredit stands for the credit code in the table of required fields only.
const fieldCredit Field = "credit"

// parse reads a draft; first tells whether the required fields must be there.
func (d Draft) parse(today calendar.Day, first bool) (parsed, error) {
	var p fault.Problems
	if kindsZh[d.Kind] == "" {
		p.Add("kind", "主体类型没有选：请选企业、个体工商户、个人、机关事业单位或其他组织")
		return parsed{}, p.Err()
	}
	out := parsed{secrets: map[Field]string{}}
	out.name, _ = zh.Normalise(d.Name)
	switch n := utf8.RuneCountInString(out.name); {
	case n == 0:
		p.Add("name", "%s没有填：请照%s填写", nameLabel(d.Kind), nameSource(d.Kind))
	case n > longestName:
		p.Add("name", "%s太长（%d 个字）：请核对，最多 %d 个字", nameLabel(d.Kind), n, longestName)
	}
	d.parseCodes(&p, &out)
	d.parseSecrets(&p, &out)
	if d.Founded != nil && *d.Founded > today {
		p.Add("founded", "成立日期 %s 还没有到：请核对年份", *d.Founded)
	}
	if first {
		requireFields(&p, d.Kind, out)
	}
	return out, p.Err()
}

func nameLabel(k Kind) string {
	if k == Person {
		return "姓名"
	}
	return "名称"
}

func nameSource(k Kind) string {
	if k == Person {
		return "身份证"
	}
	return "证照"
}

// parseCodes reads what is stored in the open.
func (d Draft) parseCodes(p *fault.Problems, out *parsed) {
	if d.Credit != "" {
		code, err := ids.ParseCreditCode(d.Credit)
		p.Check("credit", err)
		out.credit = &code
	}
	if d.Kind == Person && d.Credit != "" {
		p.Add("credit", "个人没有统一社会信用代码：请清空这一栏，或把主体类型改为个体工商户")
	}
	if d.Area != "" {
		code, err := ids.ParseAreaCode(d.Area)
		p.Check("area", err)
		out.area = string(code)
	}
	out.industry = strings.ToUpper(zh.ASCII(strings.TrimSpace(d.Industry)))
	if out.industry != "" && !industryCode.MatchString(out.industry) {
		p.Add("industry", "行业代码“%s”不对：请按 GB/T 4754 填门类字母和数字，例如 C3311", out.industry)
	}
}

// parseSecrets reads what is sealed.
func (d Draft) parseSecrets(p *fault.Problems, out *parsed) {
	if d.Kind == Person && out.name != "" {
		out.secrets[FieldName] = out.name
		out.name = ids.MaskName(out.name)
	}
	if d.Mobile != "" {
		m, err := ids.ParseMobile(d.Mobile)
		p.Check("mobile", err)
		out.secrets[FieldMobile] = string(m)
	}
	if d.CitizenID != "" {
		d.parseCitizen(p, out)
	}
	if text, _ := zh.Normalise(d.Representative); text != "" {
		out.secrets[FieldRepresentative] = text
	}
	if text, _ := zh.Normalise(d.Address); text != "" {
		out.secrets[FieldAddress] = text
	}
}

func (d Draft) parseCitizen(p *fault.Problems, out *parsed) {
	number, err := ids.ParseCitizenID(d.CitizenID)
	p.Check("citizen_id", err)
	switch d.Kind {
	case Person:
		out.secrets[FieldCitizenID] = string(number)
	case IndividualBusiness:
		out.secrets[fieldOperatorID] = string(number)
	default:
		p.Add("citizen_id", "%s不登记身份证号：请清空这一栏", d.Kind.Zh())
	}
}

func requireFields(p *fault.Problems, kind Kind, out parsed) {
	for _, f := range required[kind] {
		switch {
		case f == fieldCredit && out.credit == nil:
			p.Add("credit", "统一社会信用代码没有填：请照营业执照填 18 位")
		case f == FieldCitizenID && out.secrets[f] == "":
			p.Add("citizen_id", "身份证号没有填：请照身份证填 18 位")
		}
	}
	if kind == IndividualBusiness && out.credit == nil && out.secrets[fieldOperatorID] == "" {
		p.Add("credit", "统一社会信用代码和经营者身份证号至少填一项：请照营业执照填写")
	}
}

// maskAddress shows an address down to the township.
func maskAddress(text string) string {
	cut := 0
	for _, end := range []string{"镇", "乡", "街道", "县", "区", "市"} {
		if i := strings.Index(text, end); i >= 0 {
			cut = i + len(end)
			break
		}
	}
	return fmt.Sprintf("%s****", text[:cut])
}
