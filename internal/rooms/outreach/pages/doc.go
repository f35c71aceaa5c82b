// Package pages (问需解难页面) shows visits, needs, check-ups, trainings and fees:
// one address for each record, the same for the enterprise and the unit; a desk
// for who goes out, a board for the coordinating office, the enterprise's own
// page, and the public lists.
//
// Basis: as package outreach. What always holds: what a check-up found is shown
// only in answer to a pressed button, which is kept; public lists name no
// enterprise. The app registers the routes.
package pages
