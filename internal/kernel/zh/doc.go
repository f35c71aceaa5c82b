// Package zh (中文文本) normalises Chinese names, makes search keys from them (拼音首字母,
// 全拼, 二元切分), reads and writes Chinese numerals (中文数字), measures text and finds
// personal data (个人信息) before something is published.
//
// What always holds: the functions are pure and never fail on strange input;
// normalising is idempotent and tells what it took away; all readings of a
// polyphone (多音字) are kept as far as MaxReadings allows, because a reader who
// types either reading must find the name. Anybody may call it.
package zh
