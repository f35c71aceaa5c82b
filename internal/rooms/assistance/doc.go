// Package assistance (帮代办) keeps what an applicant entrusts to an agent of the
// county: who may do what for whom until when, who took it up, and what was done.
//
// Basis: 民法典 arts. 162, 165, 169, 173 (a written authority with scope and term,
// no sub-delegation without consent, its end); 优化营商环境条例 art. 36 (help with
// filing); 国办发〔2018〕45号 and the county's rules (free, voluntary, 代办不包办).
//
// What always holds:
//
//   - An entrustment (委托) is given by the applicant, on the page or on a signed
//     paper that a window registers. Nobody writes an authority for himself.
//   - It names its items one by one, its term, and whether it may be passed on.
//     It costs nothing: there is no place for a fee.
//   - One agent at a time holds it; each claim and hand-over is a row that stays.
//   - The agent acts on cases with the applicant's rights, through the verbs of
//     casework, and both names stand in the journal (代办). Outside scope or term,
//     or after the end, the act is refused. The applicant stays the applicant.
//   - 帮办 helps and accompanies; only 代办 acts.
//   - Whoever holds an entrustment is recused (回避) from accepting, reviewing or
//     deciding the matter, for what was begun until then also afterwards.
//   - The applicant ends it at any time, without giving a reason.
//   - Service events (延时服务, 邮寄, 上门, 预约) carry their evidence; the figures
//     count them, and nothing else.
//
// Who may call: applicants for their own party; windows with a signed paper;
// agents for what they hold; the coordinator for follow-up and sums.
package assistance
