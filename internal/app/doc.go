// Package app (总装) puts the house together: the one list of rooms, the
// configuration, and the commands.
//
// What always holds:
//
//   - rooms.go is the only list of rooms and registers; commands, pages and
//     checks iterate over it.
//   - A flag beats the environment (YINGSHANG_…), which beats the configuration
//     file, which beats the default. Unknown keys are refused.
//   - Data goes to standard output, messages to standard error. JSON keys are
//     English, messages Chinese.
//   - Exit codes: 0 done, 1 found wrong, 2 usage, 3 environment.
//   - A command that is not finished is not listed.
//
// Only cmd/yingshang and the tests of the whole call it.
package app
