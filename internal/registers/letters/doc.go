// Package letters (文书) issues the numbered statutory documents, keeps them
// unchanged, and records how each was served.
//
// Basis: 行政许可法 arts. 32, 38, 42, 44, 45 and 50 (which document when, with
// what in it); 行政复议法 art. 20 and 行政诉讼法 art. 46 (remedies); 民事诉讼法
// arts. 87 to 95 (service); 党政机关公文格式 GB/T 9704-2012 (layout, number).
//
// What always holds:
//
//   - A number is taken only when a complete letter is issued, in the same
//     transaction, and without gaps within (word, year). A void letter keeps
//     its number and says why.
//   - The content is frozen: stored once, sealed, with its digest. A changed
//     text is a new letter.
//   - No letter is issued with a required field empty.
//   - Every letter can be checked by anybody with its verification code, which
//     shows only masked data.
//
// Rooms call Issue, Void and Deliver inside their own acts.
package letters
