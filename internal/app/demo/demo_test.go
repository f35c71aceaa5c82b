package demo_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"
	"time"

	"yingshang/internal/app"
	"yingshang/internal/store"
)

func Test演示县装得进去(t *testing.T) {
	t.Parallel()
	clock := store.NewSetClock(0)
	dir := t.TempDir()
	s, err := store.Open(context.Background(), store.Config{Dir: dir, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	began := time.Now()
	if err := app.LoadDemo(context.Background(), s, clock); err != nil {
		t.Fatal(err)
	}
	t.Logf("装载用了 %s", time.Since(began))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	theReport(t, dir)
}

// reported are the numbers of the county's own report that records stand behind.
var reported = map[string]string{
	"approvals.conditional_items":           "81",
	"approvals.conditional_departments":     "17",
	"approvals.reduction_departments":       "8",
	"approvals.reduction_items":             "15",
	"approvals.reduced_materials":           "23",
	"approvals.limit_property_registration": "3",
	"approvals.limit_construction_permits":  "8",
	"approvals.bundles":                     "213",
	"approvals.bundle_stages":               "3",
	"approvals.fastest_project_days":        "2",
	"approvals.fastest_project_ahead":       "87.5",
	"monitor.overdue":                       "0",
	"ratings.excluded":                      "1",
	"ratings.redress_in_time":               "100",
	"ratings.revisited":                     "100",
	"tasks.key":                             "22",
	"documents.reviewed":                    "25",
	"documents.conflicting":                 "0",
	"documents.retained":                    "18",
	"documents.revising":                    "4",
	"documents.repealed":                    "3",
	"documents.voided":                      "0",
	"reforms.to_copy":                       "13",
	"reforms.to_copy_done":                  "13",
	"reforms.for_reference":                 "23",
	"reforms.in_progress":                   "6",
	"harm.criminal_cases":                   "2",
	"harm.administrative_cases":             "5",
	"harm.detained":                         "2",
	"complaints.received":                   "10",
	"complaints.answered":                   "10",
	"documents.sealed":                      "5",
	"documents.second":                      "3",
	"documents.corrected":                   "1",
	"parks.training_industries":             "91",
	"parks.fee_reduction":                   "50",
	"outreach.visits":                       "3",
	"needs.raised":                          "5",
	"needs.answered":                        "4",
	"needs.confirmed":                       "3",
	"fulfilment.findings":                   "3",
}

// theReport asks the command line for the half-year's figures.
func theReport(t *testing.T, dir string) {
	var out, messages bytes.Buffer
	code := app.Main([]string{"figures", "--from", "2020-01-01", "--to", "2020-06-30", "--json", "--data", dir}, nil, &out, &messages)
	if code != app.Done {
		t.Fatalf("%d: %s", code, messages.String())
	}
	var figures []struct {
		ID    string
		Value json.Number
	}
	if err := json.Unmarshal(out.Bytes(), &figures); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range figures {
		found[f.ID] = f.Value.String()
	}
	for id, want := range reported {
		if found[id] != want {
			t.Errorf("%s 是 %q，报告里是 %s", id, found[id], want)
		}
	}
}
