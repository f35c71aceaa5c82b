// Package pages (帮代办页面) are the pages of the assistance room: the agents'
// board, one entrustment for applicant and agent alike, and what an applicant
// has entrusted.
//
// Basis: 民法典 arts. 162, 165, 173 (scope, term and end of a written authority).
//
// What always holds: applicant and agent see the same dossier; what an agent may
// do is offered only while the entrustment allows it; nothing asks for money.
package pages
