package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"yingshang/internal/app/demo"
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
)

// Wiring is what the bench needs of the wired program.
type Wiring struct {
	Watch *monitor.Watcher
	// Registers brings in the county's ledgers and accounts without any case.
	Registers func(ctx context.Context, s *store.Store, clock *store.SetClock) error
	// Serve makes the site with everything that runs behind it.
	Serve func(ctx context.Context, s *store.Store, base string) (server *http.Server, end func() error, err error)

	Appraiser *appraisal.Keeper
}

// Who files what: a clerk of the transport bureau takes in a permit application.
const (
	clerk, reviewer = "jtj-w1", "jtj-r1"
	item            = "430922-jtj-01"
	credit          = "91430922MA4T0014XP"
)

// begin is a working Monday morning.
var begin = calendar.DayOf(2020, 6, 8).Start() + calendar.Instant(9*3_600_000)

// hall is the one clock of a run: a store that is opened again must not find
// that time went back.
var hall = store.ClockFrom(begin)

// build makes a county without cases in dir.
func build(ctx context.Context, w Wiring, dir string) error {
	clock := store.NewSetClock(demo.Begin)
	s, err := store.Open(ctx, store.Config{Dir: dir, Clock: clock})
	if err != nil {
		return err
	}
	// What was brought in is placed in the log before, not while, anything is measured.
	return errors.Join(w.Registers(ctx, s, clock), journal.Sequence(ctx, s), s.Close())
}

// world is a served store.
type world struct {
	store *store.Store
	base  string
	party string
	end   func() error
}

func open(ctx context.Context, w Wiring, dir string) (*world, error) {
	s, err := store.Open(ctx, store.Config{Dir: dir, Clock: hall})
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	out := &world{store: s, base: "http://" + l.Addr().String()}
	server, end, err := w.Serve(ctx, s, out.base)
	if err != nil {
		return nil, errors.Join(err, l.Close(), s.Close())
	}
	go func() { _ = server.Serve(l) }() // ends with Close below
	out.end = func() error { return errors.Join(server.Close(), end(), s.Close()) }
	err = s.Read(ctx, func(tx *store.Tx) error {
		code, err := ids.ParseCreditCode(credit)
		if err != nil {
			return err
		}
		p, ok, err := party.ByCredit(tx, code)
		if err == nil && !ok {
			err = fmt.Errorf("no party %s", credit)
		}
		out.party = p.ID
		return err
	})
	if err != nil {
		return nil, errors.Join(err, out.end())
	}
	return out, nil
}

// newBrowser returns a browser of nobody.
func newBrowser() *http.Client {
	return &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
}

// signIn returns a browser with a session.
func (w *world) signIn(login string) (*http.Client, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	client := newBrowser()
	client.Jar = jar
	_, err = w.post(client, "/sign-in", url.Values{"login": {login}, "password": {demo.Password}})
	return client, err
}

func (w *world) post(client *http.Client, path string, form url.Values) (string, error) {
	request, err := http.NewRequest(http.MethodPost, w.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Origin", w.base)
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	return answered(client.Do(request))
}

func (w *world) get(client *http.Client, path string) (string, error) {
	return answered(client.Get(w.base + path))
}

func answered(response *http.Response, err error) (string, error) {
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %d %.600s", response.Request.URL.Path, response.StatusCode, body)
	}
	return string(body), err
}

// submit takes one application in, with its own form number.
func (w *world) submit(client *http.Client, op string) error {
	_, err := w.post(client, "/w", url.Values{"_op": {op}, "_form": {"take-in"}, "item": {item}, "party": {w.party}, "a.dl": {"a"},
		"mobile": {"19900000000"}, "delivery": {"window"}, "outcome": {"accept"}})
	return err
}
