// Package journeys (办事脚本) runs the county's stories: Chinese scripts in which
// people act by name, the clock moves, and expectations are what a person sees.
//
// A script is a text file in /journeys. One line is one step:
//
//	# 注释                              a comment
//	机制 casework, rating              rooms this story walks through
//	日期 2020-06-09                    the clock stands on that day at 09:00
//	时间 14:30                         … at that time of the day
//	过 3 天                            the clock moves on (天, 小时, 分钟)
//	账号 窗口李 窗口人员 自然资源局      a person, the roles, the unit
//	身份 赵六 高胜模架                  an applicant acts for that party
//	窗口李 受理 甲件                    a person, a verb, its words
//	    理由：材料齐全                   … and the form the person fills in
//	窗口李 受理 乙件 !casework.gap      … which must be refused for that reason
//	申请人赵 申请 土地许可 记作 甲件      … and whose result gets a name
//	期望 已受理                        the last page or answer says so
//	不期望 逾期                        … and does not say so
//	拒绝 !casework.gap                 the last step was refused for that reason
//	巡检 casework.deem                 a scheduled piece of work is run now
//	指标 cases.closed 1                a figure has that value, and its trace adds up to it
//	指标 cases.closed 0 截至 2020-06-10 09:00   … as it was known then
//
// What always holds: steps go through the same verbs and pages as people do;
// every word of a step and every field of its form must be used, so that a
// misspelt field is an error; a failure names the script and the line; the
// same script gives the same transcript on both engines; at the end of each
// story the log verifies down to the rows and each figure equals its trace.
//
// Verbs are registered by word in this package (actions_*.go), never in the
// program. Nothing imports this package.
package journeys
