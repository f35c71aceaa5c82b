-- The whole schema in the three type words of the migrations.
-- Printed from a freshly migrated database by `make generate`; do not edit.

CREATE TABLE appraisal_bulletin (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT,
    quarter TEXT NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL,
    composed_by TEXT NOT NULL,
    composed_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    PRIMARY KEY (county, id),
    CHECK ((state = 'composed') = (decided_at IS NULL)),
    CHECK ((state = 'issued') = (number IS NOT NULL)),
    CHECK (state <> 'issued' OR decided_by <> composed_by),
    CHECK (state IN ('composed', 'issued', 'dropped'))
);
CREATE INDEX appraisal_bulletin_list ON appraisal_bulletin (county, quarter, id);
CREATE UNIQUE INDEX appraisal_bulletin_number ON appraisal_bulletin (county, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX appraisal_bulletin_quarter ON appraisal_bulletin (county, quarter) WHERE state <> 'dropped';

CREATE TABLE appraisal_entry (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    month TEXT NOT NULL,
    code TEXT NOT NULL,
    item TEXT NOT NULL,
    reference TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    day TEXT NOT NULL,
    note TEXT NOT NULL,
    evidence TEXT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, kind, month, code, item, reference),
    CHECK (evidence <> ''),
    CHECK (quantity >= 0)
);

CREATE TABLE appraisal_erratum (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    run_id TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    item TEXT NOT NULL,
    was BIGINT,
    now_points BIGINT NOT NULL,
    total_was BIGINT,
    total_now BIGINT NOT NULL,
    reason TEXT NOT NULL,
    document TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, subject_id) REFERENCES appraisal_subject (county, id)
);
CREATE INDEX appraisal_erratum_run ON appraisal_erratum (county, run_id);

CREATE TABLE appraisal_line (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    item TEXT NOT NULL,
    source TEXT NOT NULL,
    event_id TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    link TEXT NOT NULL,
    at BIGINT NOT NULL,
    points BIGINT NOT NULL,
    struck TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, subject_id, item, source, event_id),
    FOREIGN KEY (county, subject_id) REFERENCES appraisal_subject (county, id),
    CHECK (source IN ('record', 'entry', 'objection'))
);
CREATE INDEX appraisal_line_run ON appraisal_line (county, run_id);

CREATE TABLE appraisal_objection (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    run_id TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    item TEXT NOT NULL,
    line_id TEXT,
    unit TEXT NOT NULL,
    office TEXT NOT NULL,
    grounds TEXT NOT NULL,
    evidence TEXT NOT NULL,
    filed_by TEXT NOT NULL,
    filed_at BIGINT NOT NULL,
    filed_day TEXT NOT NULL,
    answer_n BIGINT NOT NULL,
    due TEXT NOT NULL,
    book TEXT NOT NULL,
    answer TEXT,
    answered_by TEXT,
    answered_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, subject_id) REFERENCES appraisal_subject (county, id),
    CHECK ((state = 'open') = (answered_at IS NULL)),
    CHECK (answered_by IS NULL OR state = 'withdrawn' OR answered_by <> filed_by),
    CHECK (state IN ('open', 'upheld', 'dismissed', 'withdrawn'))
);
CREATE UNIQUE INDEX appraisal_objection_once ON appraisal_objection (county, subject_id, item, line_id) WHERE state = 'open';
CREATE INDEX appraisal_objection_open ON appraisal_objection (county, due) WHERE state = 'open';
CREATE INDEX appraisal_objection_run ON appraisal_objection (county, run_id);

CREATE TABLE appraisal_opinion (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    supervisor_id TEXT NOT NULL,
    task_id TEXT,
    about TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    hidden BIGINT NOT NULL,
    handed_at BIGINT NOT NULL,
    unit TEXT,
    assigned_by TEXT,
    assigned_at BIGINT,
    assigned_day TEXT,
    answer_n BIGINT NOT NULL,
    due TEXT,
    book TEXT,
    answer TEXT,
    answered_by TEXT,
    answered_at BIGINT,
    first_answered_at BIGINT,
    adopted BIGINT,
    ruling TEXT,
    ruled_by TEXT,
    ruled_at BIGINT,
    disagreed TEXT,
    confirmed TEXT,
    closed_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, supervisor_id) REFERENCES appraisal_supervisor (county, id),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK (adopted IN (0, 1)),
    CHECK (hidden IN (0, 1)),
    CHECK (state = 'open' OR (unit IS NOT NULL AND due IS NOT NULL)),
    CHECK (state IN ('open', 'assigned', 'answered', 'ruled', 'closed')),
    CHECK (state NOT IN ('ruled', 'closed') OR adopted IS NOT NULL)
);
CREATE INDEX appraisal_opinion_due ON appraisal_opinion (county, due) WHERE state = 'assigned';
CREATE INDEX appraisal_opinion_handed ON appraisal_opinion (county, handed_at);
CREATE INDEX appraisal_opinion_supervisor ON appraisal_opinion (county, supervisor_id, id);
CREATE INDEX appraisal_opinion_unit ON appraisal_opinion (county, unit, id);

CREATE TABLE appraisal_run (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    month TEXT NOT NULL,
    scheme_id TEXT NOT NULL,
    office TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    computed_at BIGINT,
    unplaced BIGINT NOT NULL,
    shown_at BIGINT,
    shown_day TEXT,
    object_n BIGINT NOT NULL,
    answer_n BIGINT NOT NULL,
    until_day TEXT,
    final_due TEXT,
    book TEXT,
    digest TEXT NOT NULL,
    final_at BIGINT,
    final_by TEXT,
    published_at BIGINT,
    published_by TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, kind, month),
    FOREIGN KEY (county, scheme_id) REFERENCES appraisal_scheme (county, id),
    CHECK ((state = 'draft') = (shown_at IS NULL)),
    CHECK ((state = 'published') = (published_at IS NOT NULL)),
    CHECK ((state IN ('final', 'published')) = (final_at IS NOT NULL)),
    CHECK (kind IN ('window', 'person', 'township', 'subcentre')),
    CHECK (published_by IS NULL OR published_by <> final_by),
    CHECK (state IN ('draft', 'shown', 'final', 'published'))
);
CREATE INDEX appraisal_run_month ON appraisal_run (county, month, kind);
CREATE INDEX appraisal_run_open ON appraisal_run (county, final_due) WHERE state = 'shown';

CREATE TABLE appraisal_scheme (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    number BIGINT,
    from_day TEXT NOT NULL,
    title TEXT NOT NULL,
    document TEXT NOT NULL,
    body TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    PRIMARY KEY (county, id),
    CHECK ((state = 'draft') = (decided_at IS NULL)),
    CHECK ((state = 'published') = (number IS NOT NULL)),
    CHECK (kind IN ('window', 'person', 'township', 'subcentre')),
    CHECK (state <> 'published' OR decided_by <> proposed_by),
    CHECK (state IN ('draft', 'published', 'dropped'))
);
CREATE UNIQUE INDEX appraisal_scheme_draft ON appraisal_scheme (county, kind) WHERE state = 'draft';
CREATE INDEX appraisal_scheme_list ON appraisal_scheme (county, kind, from_day, id);
CREATE UNIQUE INDEX appraisal_scheme_month ON appraisal_scheme (county, kind, from_day) WHERE state = 'published';
CREATE UNIQUE INDEX appraisal_scheme_number ON appraisal_scheme (county, kind, number) WHERE number IS NOT NULL;

CREATE TABLE appraisal_score (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    item TEXT NOT NULL,
    state TEXT NOT NULL,
    events BIGINT NOT NULL,
    population BIGINT,
    weighed BIGINT NOT NULL,
    raw BIGINT NOT NULL,
    points BIGINT,
    digest TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, subject_id, item),
    FOREIGN KEY (county, subject_id) REFERENCES appraisal_subject (county, id),
    CHECK ((state = 'scored') = (points IS NOT NULL)),
    CHECK (state IN ('scored', 'none', 'missing'))
);
CREATE INDEX appraisal_score_run ON appraisal_score (county, run_id);

CREATE TABLE appraisal_subject (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    out_reason TEXT,
    got BIGINT NOT NULL,
    counted BIGINT NOT NULL,
    extra BIGINT NOT NULL,
    total BIGINT,
    grade TEXT NOT NULL,
    place BIGINT,
    missing BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, run_id, code),
    FOREIGN KEY (county, run_id) REFERENCES appraisal_run (county, id),
    CHECK (out_reason IS NULL OR (total IS NULL AND place IS NULL))
);

CREATE TABLE appraisal_supervisor (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    account TEXT,
    source TEXT NOT NULL,
    occupation TEXT NOT NULL,
    conflicts TEXT NOT NULL,
    terms BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    ended_day TEXT,
    end_reason TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, code),
    CHECK ((state = 'ended') = (ended_day IS NOT NULL)),
    CHECK (from_day <= to_day),
    CHECK (state IN ('appointed', 'ended')),
    CHECK (terms BETWEEN 1 AND 2)
);
CREATE UNIQUE INDEX appraisal_supervisor_account ON appraisal_supervisor (county, account) WHERE account IS NOT NULL;

CREATE TABLE appraisal_task (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    supervisor_id TEXT NOT NULL,
    title TEXT NOT NULL,
    what TEXT NOT NULL,
    unit TEXT NOT NULL,
    due TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    report TEXT,
    ended_at BIGINT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, supervisor_id) REFERENCES appraisal_supervisor (county, id),
    CHECK ((state = 'given') = (ended_at IS NULL)),
    CHECK (state IN ('given', 'done', 'dropped'))
);
CREATE INDEX appraisal_task_supervisor ON appraisal_task (county, supervisor_id, id);

CREATE TABLE appraisal_term (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    supervisor_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    ended_day TEXT,
    document TEXT NOT NULL,
    appointed_by TEXT NOT NULL,
    appointed_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, supervisor_id, nth),
    FOREIGN KEY (county, supervisor_id) REFERENCES appraisal_supervisor (county, id),
    CHECK (from_day <= to_day),
    CHECK (nth IN (1, 2))
);

CREATE TABLE assistance_act (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    entrustment_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    item_name TEXT NOT NULL,
    verb TEXT NOT NULL,
    account TEXT NOT NULL,
    unit TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, entrustment_id) REFERENCES assistance_entrustment (county, id)
);
CREATE INDEX assistance_act_at ON assistance_act (county, at);
CREATE INDEX assistance_act_of ON assistance_act (county, entrustment_id, at);

CREATE TABLE assistance_block (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    entrustment_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    case_number TEXT NOT NULL,
    item_name TEXT NOT NULL,
    unit TEXT NOT NULL,
    question TEXT NOT NULL,
    raised_by TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    start_day TEXT NOT NULL,
    n BIGINT NOT NULL,
    due TEXT NOT NULL,
    book TEXT NOT NULL,
    answer TEXT,
    answered_by TEXT,
    ended_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, entrustment_id) REFERENCES assistance_entrustment (county, id),
    CHECK ((state = 'answered') = (answer IS NOT NULL AND answered_by IS NOT NULL)),
    CHECK ((state = 'raised') = (ended_at IS NULL)),
    CHECK (answered_by IS NULL OR answered_by <> raised_by),
    CHECK (n > 0),
    CHECK (question <> ''),
    CHECK (state IN ('raised', 'answered', 'taken_back'))
);
CREATE INDEX assistance_block_due ON assistance_block (county, due) WHERE ended_at IS NULL;
CREATE INDEX assistance_block_of ON assistance_block (county, entrustment_id, id);
CREATE UNIQUE INDEX assistance_block_open ON assistance_block (county, case_id) WHERE ended_at IS NULL;
CREATE INDEX assistance_block_raised ON assistance_block (county, raised_at);
CREATE INDEX assistance_block_unit ON assistance_block (county, unit, state, id);

CREATE TABLE assistance_claim (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    entrustment_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    account TEXT NOT NULL,
    unit TEXT NOT NULL,
    at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT,
    reason TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, entrustment_id, nth),
    FOREIGN KEY (county, entrustment_id) REFERENCES assistance_entrustment (county, id),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK ((ended_at IS NULL) = (reason IS NULL))
);
CREATE INDEX assistance_claim_account ON assistance_claim (county, account, entrustment_id);
CREATE INDEX assistance_claim_at ON assistance_claim (county, at);
CREATE UNIQUE INDEX assistance_claim_one ON assistance_claim (county, entrustment_id) WHERE ended_at IS NULL;

CREATE TABLE assistance_entrustment (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    mode TEXT NOT NULL,
    party TEXT NOT NULL,
    giver TEXT NOT NULL,
    paper TEXT,
    scope TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    sub_delegation BIGINT NOT NULL,
    named TEXT,
    project TEXT,
    note TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    agent TEXT,
    unit TEXT,
    delivered_at BIGINT,
    filed_at BIGINT,
    revoked_at BIGINT,
    revoke_reason TEXT,
    visited_at BIGINT,
    visited_by TEXT,
    visit_level BIGINT,
    visit_words TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((state = 'revoked') = (revoked_at IS NOT NULL)),
    CHECK ((state = 'visited') = (visited_at IS NOT NULL)),
    CHECK (mode IN ('help', 'act')),
    CHECK (state IN ('given', 'claimed', 'handling', 'delivered', 'filed', 'visited', 'revoked')),
    CHECK (state IN ('given', 'revoked') OR agent IS NOT NULL),
    CHECK (state NOT IN ('given') OR agent IS NULL),
    CHECK (sub_delegation IN (0, 1)),
    CHECK (to_day >= from_day),
    CHECK (visit_level BETWEEN 1 AND 5),
    CHECK (visited_by IS NULL OR visited_by <> agent)
);
CREATE INDEX assistance_entrustment_agent ON assistance_entrustment (county, agent, id) WHERE agent IS NOT NULL;
CREATE INDEX assistance_entrustment_given ON assistance_entrustment (county, given_at);
CREATE INDEX assistance_entrustment_party ON assistance_entrustment (county, party, id);
CREATE INDEX assistance_entrustment_project ON assistance_entrustment (county, project, id) WHERE project IS NOT NULL;
CREATE INDEX assistance_entrustment_state ON assistance_entrustment (county, state, id);

CREATE TABLE assistance_service (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    entrustment_id TEXT,
    kind TEXT NOT NULL,
    matter TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    place TEXT NOT NULL,
    mail_number TEXT NOT NULL,
    received_on TEXT,
    evidence TEXT NOT NULL,
    paper TEXT,
    account TEXT NOT NULL,
    unit TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, entrustment_id) REFERENCES assistance_entrustment (county, id),
    CHECK ((kind = 'mail') = (mail_number <> '')),
    CHECK (began_at <= at),
    CHECK (evidence <> ''),
    CHECK (kind IN ('extended', 'mail', 'door', 'appointment')),
    CHECK (minutes BETWEEN 0 AND 1440),
    CHECK (received_on IS NULL OR kind = 'mail')
);
CREATE INDEX assistance_service_began ON assistance_service (county, began_at);
CREATE UNIQUE INDEX assistance_service_mail ON assistance_service (county, mail_number) WHERE kind = 'mail';
CREATE INDEX assistance_service_of ON assistance_service (county, entrustment_id, began_at);

CREATE TABLE assistance_wait (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    entrustment_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    unit TEXT NOT NULL,
    since BIGINT NOT NULL,
    start_day TEXT NOT NULL,
    n BIGINT NOT NULL,
    due TEXT NOT NULL,
    book TEXT NOT NULL,
    ended_at BIGINT,
    dropped BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, entrustment_id, nth),
    FOREIGN KEY (county, entrustment_id) REFERENCES assistance_entrustment (county, id),
    CHECK (dropped = 0 OR ended_at IS NOT NULL),
    CHECK (dropped IN (0, 1)),
    CHECK (n > 0)
);
CREATE INDEX assistance_wait_due ON assistance_wait (county, due) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX assistance_wait_one ON assistance_wait (county, entrustment_id) WHERE ended_at IS NULL;
CREATE INDEX assistance_wait_since ON assistance_wait (county, since);

CREATE TABLE bundle_application (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    bundle_id TEXT NOT NULL,
    bundle_code TEXT NOT NULL,
    bundle_name TEXT NOT NULL,
    bundle_version TEXT NOT NULL,
    kind TEXT NOT NULL,
    lead TEXT NOT NULL,
    party TEXT NOT NULL,
    picks TEXT NOT NULL,
    answers TEXT NOT NULL,
    contact BLOB,
    delivery TEXT NOT NULL,
    channel TEXT NOT NULL,
    source TEXT NOT NULL,
    reception TEXT,
    opened_at BIGINT NOT NULL,
    submitted_at BIGINT,
    received_at BIGINT,
    received_day TEXT,
    notice_due TEXT,
    gaps TEXT NOT NULL,
    asked_at BIGINT,
    correction_due TEXT,
    accepted_at BIGINT,
    accepted_day TEXT,
    acceptor TEXT,
    deemed BIGINT NOT NULL,
    promise_n BIGINT NOT NULL,
    promise_due TEXT,
    book TEXT,
    closed_at BIGINT,
    end_reason TEXT,
    next_due TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, bundle_version) REFERENCES bundle_version (county, id),
    CHECK ((accepted_at IS NULL) = (promise_due IS NULL)),
    CHECK ((closed_at IS NOT NULL) = (state IN ('closed', 'withdrawn', 'not_accepted'))),
    CHECK (deemed IN (0, 1)),
    CHECK (delivery IN ('window', 'mail', 'electronic')),
    CHECK (kind IN ('thing', 'notice')),
    CHECK (promise_n > 0),
    CHECK (state = 'draft' OR (number IS NOT NULL AND submitted_at IS NOT NULL AND received_day IS NOT NULL AND notice_due IS NOT NULL)),
    CHECK (state IN ('draft', 'submitted', 'correction', 'not_accepted', 'running', 'closed', 'withdrawn')),
    CHECK (state NOT IN ('running', 'closed') OR accepted_at IS NOT NULL)
);
CREATE INDEX bundle_application_notice ON bundle_application (county, notice_due) WHERE state = 'submitted';
CREATE UNIQUE INDEX bundle_application_number ON bundle_application (county, number) WHERE number IS NOT NULL;
CREATE INDEX bundle_application_party ON bundle_application (county, party);
CREATE INDEX bundle_application_promise ON bundle_application (county, promise_due) WHERE state = 'running';
CREATE INDEX bundle_application_source ON bundle_application (county, source);

CREATE TABLE bundle_bundle (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    lead TEXT NOT NULL,
    theme TEXT NOT NULL,
    aliases TEXT NOT NULL,
    keys TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, code),
    CHECK (kind IN ('thing', 'notice')),
    CHECK (lead <> ''),
    CHECK (name <> '')
);

CREATE TABLE bundle_cover (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    app_id TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    paper TEXT,
    pages BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, app_id, key),
    FOREIGN KEY (county, app_id) REFERENCES bundle_application (county, id)
);

CREATE TABLE bundle_opinion (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    app_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    round BIGINT NOT NULL,
    unit TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reasons TEXT NOT NULL,
    account TEXT,
    at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, run_id, round, unit),
    FOREIGN KEY (county, app_id) REFERENCES bundle_application (county, id),
    CHECK ((verdict = '') = (at IS NULL)),
    CHECK (verdict <> 'against' OR reasons <> ''),
    CHECK (verdict IN ('', 'agree', 'against'))
);
CREATE INDEX bundle_opinion_app ON bundle_opinion (county, app_id);

CREATE TABLE bundle_step (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    app_id TEXT NOT NULL,
    code TEXT NOT NULL,
    position BIGINT NOT NULL,
    state TEXT NOT NULL,
    item TEXT NOT NULL,
    name TEXT NOT NULL,
    item_version TEXT NOT NULL,
    unit TEXT NOT NULL,
    after TEXT NOT NULL,
    needs TEXT NOT NULL,
    limit_n BIGINT NOT NULL,
    limit_unit TEXT NOT NULL,
    on_no TEXT NOT NULL,
    rule TEXT,
    case_id TEXT,
    case_number TEXT,
    round BIGINT NOT NULL,
    started_at BIGINT,
    due TEXT,
    finished_at BIGINT,
    note TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, app_id, code),
    FOREIGN KEY (county, app_id) REFERENCES bundle_application (county, id),
    CHECK ((finished_at IS NOT NULL) = (state IN ('done', 'refused', 'ended', 'withdrawn', 'dropped'))),
    CHECK ((item = '') = (rule IS NOT NULL)),
    CHECK (limit_n >= 0),
    CHECK (limit_unit IN ('wd', 'cd')),
    CHECK (on_no IN ('continue', 'stop', 'send_back')),
    CHECK (round BETWEEN 1 AND 3),
    CHECK (state <> 'running' OR (case_id IS NOT NULL) <> (due IS NOT NULL)),
    CHECK (state IN ('waiting', 'ready', 'running', 'back', 'done', 'refused', 'ended', 'withdrawn', 'dropped'))
);
CREATE UNIQUE INDEX bundle_step_case ON bundle_step (county, case_id) WHERE case_id IS NOT NULL;
CREATE INDEX bundle_step_due ON bundle_step (county, due) WHERE state = 'running' AND due IS NOT NULL;
CREATE INDEX bundle_step_ready ON bundle_step (county, id) WHERE state = 'ready';

CREATE TABLE bundle_unit (
    county TEXT NOT NULL,
    app_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (county, unit, app_id),
    FOREIGN KEY (county, app_id) REFERENCES bundle_application (county, id)
);

CREATE TABLE bundle_version (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    bundle_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    author TEXT NOT NULL,
    publisher TEXT,
    drafted_at BIGINT NOT NULL,
    published_at BIGINT,
    ended_at BIGINT,
    end_reason TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, bundle_id, number),
    FOREIGN KEY (county, bundle_id) REFERENCES bundle_bundle (county, id),
    CHECK ((published_at IS NULL) = (state IN ('draft', 'discarded'))),
    CHECK (publisher IS NULL OR publisher <> author),
    CHECK (state IN ('draft', 'discarded', 'published', 'superseded', 'withdrawn')),
    CHECK (until_day IS NULL OR until_day >= from_day)
);
CREATE UNIQUE INDEX bundle_version_current ON bundle_version (county, bundle_id) WHERE state = 'published';
CREATE UNIQUE INDEX bundle_version_draft ON bundle_version (county, bundle_id) WHERE state = 'draft';

CREATE TABLE caselog_case (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    record TEXT NOT NULL,
    case_no TEXT NOT NULL,
    item TEXT NOT NULL,
    item_name TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    received_day TEXT NOT NULL,
    accepted_at BIGINT,
    accepted_day TEXT,
    due_day TEXT,
    closed_at BIGINT,
    closed_day TEXT,
    result TEXT NOT NULL,
    abnormal BIGINT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT,
    PRIMARY KEY (county, id),
    CHECK ((accepted_at IS NULL) = (accepted_day IS NULL)),
    CHECK ((closed_at IS NULL) = (closed_day IS NULL)),
    CHECK (abnormal = 0 OR closed_at IS NOT NULL),
    CHECK (abnormal IN (0, 1)),
    CHECK (accepted_day IS NULL OR accepted_day >= received_day),
    CHECK (closed_day IS NULL OR closed_day >= received_day),
    CHECK (due_day IS NULL OR due_day >= received_day),
    CHECK (known_to IS NULL OR known_to >= known_from)
);
CREATE INDEX caselog_case_closed ON caselog_case (county, closed_day);
CREATE UNIQUE INDEX caselog_case_current ON caselog_case (county, case_no) WHERE known_to IS NULL;
CREATE INDEX caselog_case_received ON caselog_case (county, received_day);
CREATE INDEX caselog_case_record ON caselog_case (county, record);

CREATE TABLE casework_case (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    item TEXT NOT NULL,
    item_name TEXT NOT NULL,
    item_version TEXT NOT NULL,
    kind TEXT NOT NULL,
    tier TEXT NOT NULL,
    unit TEXT NOT NULL,
    party TEXT NOT NULL,
    agent TEXT,
    project TEXT,
    renews TEXT,
    prior TEXT,
    channel TEXT NOT NULL,
    source TEXT NOT NULL,
    reception TEXT,
    answers TEXT NOT NULL,
    contact BLOB,
    query_digest TEXT,
    delivery_choice TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    submitted_at BIGINT,
    received_at BIGINT,
    received_day TEXT,
    claimed_at BIGINT,
    claim_reason TEXT,
    notice_due TEXT,
    correction_due TEXT,
    statutory_n BIGINT NOT NULL,
    statutory_unit TEXT NOT NULL,
    promised_n BIGINT NOT NULL,
    extension BIGINT NOT NULL,
    accepted_at BIGINT,
    accepted_day TEXT,
    deemed BIGINT NOT NULL,
    acceptor TEXT,
    handler TEXT,
    promised_due TEXT,
    statutory_due TEXT,
    book TEXT,
    decided_at BIGINT,
    decided_day TEXT,
    outcome TEXT,
    decider TEXT,
    overdue_reason TEXT,
    delivery_due TEXT,
    issued_at BIGINT,
    delivered_at BIGINT,
    closed_at BIGINT,
    ended_at BIGINT,
    end_reason TEXT,
    end_asked_by TEXT,
    end_asked_reason TEXT,
    next_due TEXT,
    extended_at BIGINT,
    reopened_at BIGINT,
    PRIMARY KEY (county, id),
    CHECK (accepted_at IS NULL OR (accepted_day IS NOT NULL AND promised_due IS NOT NULL AND statutory_due IS NOT NULL AND book IS NOT NULL)),
    CHECK (decided_at IS NULL OR (decided_day IS NOT NULL AND outcome IS NOT NULL AND accepted_at IS NOT NULL)),
    CHECK (deemed IN (0, 1)),
    CHECK (extension = 0 OR extended_at IS NOT NULL),
    CHECK (extension BETWEEN 0 AND 15),
    CHECK (kind IN ('instant', 'promised', 'relay')),
    CHECK (outcome IN ('granted', 'refused', 'relayed', 'renewed')),
    CHECK (promised_n >= 0),
    CHECK (state = 'draft' OR (number IS NOT NULL AND submitted_at IS NOT NULL AND received_at IS NOT NULL AND received_day IS NOT NULL)),
    CHECK (state NOT IN ('granted', 'refused', 'issued', 'relayed', 'delivered', 'closed') OR decided_at IS NOT NULL),
    CHECK (statutory_unit IN ('wd', 'cd')),
    CHECK (tier IN ('ordinary', 'key_project'))
);
CREATE INDEX casework_case_agent ON casework_case (county, agent, id) WHERE agent IS NOT NULL;
CREATE INDEX casework_case_decided ON casework_case (county, decided_at);
CREATE INDEX casework_case_delivered ON casework_case (county, id) WHERE state = 'delivered';
CREATE INDEX casework_case_delivery ON casework_case (county, delivery_due) WHERE decided_at IS NOT NULL AND delivered_at IS NULL AND ended_at IS NULL;
CREATE INDEX casework_case_due ON casework_case (county, promised_due) WHERE accepted_at IS NOT NULL AND decided_at IS NULL AND ended_at IS NULL;
CREATE INDEX casework_case_inbox ON casework_case (county, unit, state, next_due, id DESC);
CREATE INDEX casework_case_next ON casework_case (county, next_due, id DESC);
CREATE INDEX casework_case_notice ON casework_case (county, notice_due) WHERE state = 'submitted';
CREATE UNIQUE INDEX casework_case_number ON casework_case (county, number) WHERE number IS NOT NULL;
CREATE INDEX casework_case_party ON casework_case (county, party, item, id);
CREATE INDEX casework_case_received ON casework_case (county, submitted_at);
CREATE INDEX casework_case_reception ON casework_case (county, reception, state, next_due, id DESC) WHERE reception IS NOT NULL;

CREATE TABLE casework_charge (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    state TEXT NOT NULL,
    lines TEXT NOT NULL,
    assessed BIGINT NOT NULL,
    assessed_by TEXT,
    letter TEXT,
    reduced BIGINT NOT NULL,
    reduced_at BIGINT,
    reduced_by TEXT,
    reduced_for TEXT,
    paid BIGINT NOT NULL,
    paid_at BIGINT,
    paid_day TEXT,
    receipt TEXT,
    refunded BIGINT NOT NULL,
    refunded_at BIGINT,
    refunded_for TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, case_id),
    UNIQUE (county, receipt),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK ((paid = 0) = (receipt IS NULL) AND (paid = 0) = (paid_at IS NULL) AND (paid = 0) = (paid_day IS NULL)),
    CHECK ((reduced = 0) = (reduced_at IS NULL) AND (reduced = 0) = (reduced_for IS NULL)),
    CHECK ((refunded = 0) = (refunded_at IS NULL) AND (refunded = 0) = (refunded_for IS NULL)),
    CHECK (assessed >= 0),
    CHECK (paid = 0 OR paid = assessed - reduced),
    CHECK (paid >= 0),
    CHECK (receipt <> ''),
    CHECK (reduced <= assessed AND refunded <= paid),
    CHECK (reduced >= 0),
    CHECK (reduced_by IS NULL OR reduced_by <> assessed_by),
    CHECK (refunded >= 0),
    CHECK (state IN ('to_assess', 'owed', 'paid', 'exempt', 'refunded', 'void'))
);
CREATE INDEX casework_charge_paid ON casework_charge (county, paid_at) WHERE paid_at IS NOT NULL;
CREATE INDEX casework_charge_reduced ON casework_charge (county, reduced_at) WHERE reduced_at IS NOT NULL;
CREATE INDEX casework_charge_refunded ON casework_charge (county, refunded_at) WHERE refunded_at IS NOT NULL;

CREATE TABLE casework_correction (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    reason TEXT NOT NULL,
    on_spot BIGINT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK (on_spot IN (0, 1))
);
CREATE INDEX casework_correction_case ON casework_correction (county, case_id, at);

CREATE TABLE casework_decision (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reasons TEXT NOT NULL,
    letter TEXT,
    decider TEXT NOT NULL,
    at BIGINT NOT NULL,
    certificate TEXT,
    valid_from TEXT,
    valid_to TEXT,
    set_aside TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK (outcome IN ('granted', 'refused', 'relayed', 'renewed'))
);
CREATE INDEX casework_decision_case ON casework_decision (county, case_id, at);
CREATE INDEX casework_decision_certificate ON casework_decision (county, certificate) WHERE certificate IS NOT NULL;
CREATE INDEX casework_decision_expiry ON casework_decision (county, valid_to) WHERE valid_to IS NOT NULL;
CREATE UNIQUE INDEX casework_decision_standing ON casework_decision (county, case_id) WHERE set_aside IS NULL;

CREATE TABLE casework_deferral (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    signer TEXT NOT NULL,
    capacity TEXT NOT NULL,
    promise_letter TEXT NOT NULL,
    promised_at BIGINT NOT NULL,
    items TEXT NOT NULL,
    notice_letter TEXT,
    accepted_at BIGINT,
    accepted_day TEXT,
    due TEXT,
    reminded TEXT,
    asked_by TEXT,
    asked_due TEXT,
    asked_reason TEXT,
    extended_by TEXT,
    extended_at BIGINT,
    settled_at BIGINT,
    outcome TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, case_id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK ((accepted_day IS NULL) = (accepted_at IS NULL)),
    CHECK ((notice_letter IS NULL) = (accepted_at IS NULL)),
    CHECK ((settled_at IS NULL) = (outcome IS NULL)),
    CHECK (capacity IN ('self', 'representative', 'agent')),
    CHECK (due IS NULL OR (accepted_at IS NOT NULL AND settled_at IS NULL)),
    CHECK (extended_by IS NULL OR extended_by <> asked_by),
    CHECK (outcome IN ('supplemented', 'lapsed', 'ended')),
    CHECK (signer <> '')
);
CREATE INDEX casework_deferral_accepted ON casework_deferral (county, accepted_at) WHERE accepted_at IS NOT NULL;
CREATE INDEX casework_deferral_due ON casework_deferral (county, due) WHERE due IS NOT NULL;

CREATE TABLE casework_former (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    known_from BIGINT NOT NULL,
    known_to BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK (body <> ''),
    CHECK (known_from < known_to)
);
CREATE INDEX casework_former_known ON casework_former (county, known_to);

CREATE TABLE casework_material (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    required BIGINT NOT NULL,
    standing TEXT NOT NULL,
    verdict TEXT,
    paper TEXT,
    pages BIGINT NOT NULL,
    note TEXT NOT NULL,
    pledge TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, case_id, code),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK (required IN (0, 1)),
    CHECK (standing IN ('missing', 'provided', 'reused', 'shared', 'not_needed')),
    CHECK (verdict IN ('ok', 'faulty'))
);

CREATE TABLE casework_moved (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    clock TEXT NOT NULL,
    old_due TEXT NOT NULL,
    new_due TEXT NOT NULL,
    old_book TEXT NOT NULL,
    new_book TEXT NOT NULL,
    cause TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id)
);
CREATE INDEX casework_moved_case ON casework_moved (county, case_id, at);

CREATE TABLE casework_notice (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    received_day TEXT NOT NULL,
    items TEXT NOT NULL,
    due TEXT NOT NULL,
    letter TEXT NOT NULL,
    violation TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, case_id, nth),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id)
);

CREATE TABLE casework_opinion (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    second TEXT,
    conclusion TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK (conclusion IN ('grant', 'refuse', 'again')),
    CHECK (kind <> 'onsite' OR (second IS NOT NULL AND second <> account)),
    CHECK (kind IN ('review', 'onsite', 'legal', 'decision', 'send_back'))
);
CREATE INDEX casework_opinion_case ON casework_opinion (county, case_id, at);

CREATE TABLE casework_pause (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    ground TEXT NOT NULL,
    basis TEXT NOT NULL,
    letter TEXT NOT NULL,
    approver TEXT NOT NULL,
    handler TEXT NOT NULL,
    from_day TEXT NOT NULL,
    planned TEXT NOT NULL,
    resumed_on TEXT,
    outcome TEXT,
    ordered_at BIGINT,
    resumed_at BIGINT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK (approver <> handler),
    CHECK (resumed_on IS NULL OR resumed_on >= from_day)
);
CREATE INDEX casework_pause_case ON casework_pause (county, case_id, from_day);
CREATE UNIQUE INDEX casework_pause_open ON casework_pause (county, case_id) WHERE resumed_on IS NULL;

CREATE TABLE casework_pledge (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    party TEXT NOT NULL,
    signer TEXT NOT NULL,
    capacity TEXT NOT NULL,
    letter TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    items TEXT NOT NULL,
    check_from TEXT,
    check_days BIGINT NOT NULL,
    check_due TEXT,
    verified_at BIGINT,
    verified_day TEXT,
    verifier TEXT,
    second TEXT,
    result TEXT,
    finding TEXT,
    order_letter TEXT,
    rectify_due TEXT,
    settled_at BIGINT,
    outcome TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, case_id),
    FOREIGN KEY (county, case_id) REFERENCES casework_case (county, id),
    CHECK ((settled_at IS NULL) = (outcome IS NULL)),
    CHECK ((verified_at IS NULL) = (result IS NULL)),
    CHECK (capacity IN ('self', 'representative', 'agent')),
    CHECK (check_days > 0),
    CHECK (outcome IN ('held', 'rectified', 'revoked', 'void')),
    CHECK (result IN ('true', 'false')),
    CHECK (result IS NULL OR result = 'true' OR (order_letter IS NOT NULL AND rectify_due IS NOT NULL)),
    CHECK (signer <> ''),
    CHECK (verified_at IS NULL OR (check_due IS NOT NULL AND verifier IS NOT NULL AND second <> verifier))
);
CREATE INDEX casework_pledge_check ON casework_pledge (county, check_due) WHERE check_due IS NOT NULL AND settled_at IS NULL;
CREATE INDEX casework_pledge_party ON casework_pledge (county, party) WHERE result = 'false' AND settled_at IS NULL;
CREATE INDEX casework_pledge_signed ON casework_pledge (county, signed_at);

CREATE TABLE catalogue_item (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    basic_code TEXT NOT NULL,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    external BIGINT NOT NULL,
    tags TEXT NOT NULL,
    aliases TEXT NOT NULL,
    keys TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, code),
    CHECK (external IN (0, 1)),
    CHECK (length(basic_code) <= 50),
    CHECK (length(code) BETWEEN 1 AND 50),
    CHECK (length(name) BETWEEN 1 AND 200)
);

CREATE TABLE catalogue_material (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version_id TEXT NOT NULL,
    code TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    originals BIGINT NOT NULL,
    copies BIGINT NOT NULL,
    electronic BIGINT NOT NULL,
    issuer TEXT NOT NULL,
    must BIGINT NOT NULL,
    condition TEXT NOT NULL,
    main BIGINT NOT NULL,
    paper_kind TEXT NOT NULL,
    shared BIGINT NOT NULL,
    shared_from TEXT NOT NULL,
    sample TEXT NOT NULL,
    note TEXT NOT NULL,
    basis TEXT NOT NULL,
    pledge BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, version_id, code),
    FOREIGN KEY (county, version_id) REFERENCES catalogue_version (county, id),
    CHECK (copies >= 0),
    CHECK (electronic IN (0, 1)),
    CHECK (main IN (0, 1)),
    CHECK (must IN (0, 1)),
    CHECK (originals >= 0),
    CHECK (pledge IN (0, 1) AND (pledge = 0 OR shared = 0)),
    CHECK (shared IN (0, 1))
);

CREATE TABLE catalogue_miss (
    county TEXT NOT NULL,
    word TEXT NOT NULL,
    times BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (county, word),
    CHECK (times >= 1)
);

CREATE TABLE catalogue_term (
    county TEXT NOT NULL,
    field TEXT NOT NULL,
    term TEXT NOT NULL,
    item_id TEXT NOT NULL,
    PRIMARY KEY (county, field, term, item_id),
    FOREIGN KEY (county, item_id) REFERENCES catalogue_item (county, id),
    CHECK (field IN ('code', 'name', 'word', 'alias', 'initials', 'pinyin'))
);
CREATE INDEX catalogue_term_item ON catalogue_term (county, item_id);

CREATE TABLE catalogue_version (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    author TEXT NOT NULL,
    publisher TEXT,
    drafted_at BIGINT NOT NULL,
    published_at BIGINT,
    ended_at BIGINT,
    source TEXT NOT NULL,
    law_change BIGINT NOT NULL,
    change_note TEXT NOT NULL,
    expected BIGINT NOT NULL,
    withdrawn_reason TEXT,
    transition TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    relay BIGINT NOT NULL,
    statutory_n BIGINT NOT NULL,
    statutory_unit TEXT NOT NULL,
    statutory_note TEXT NOT NULL,
    ordinary_n BIGINT NOT NULL,
    key_project_n BIGINT NOT NULL,
    visits BIGINT NOT NULL,
    visit_reason TEXT NOT NULL,
    online BIGINT NOT NULL,
    courier BIGINT NOT NULL,
    appointment BIGINT NOT NULL,
    rules TEXT NOT NULL,
    guide TEXT NOT NULL,
    questions TEXT NOT NULL,
    digest TEXT NOT NULL,
    conditional BIGINT NOT NULL,
    pledge BIGINT NOT NULL,
    domains TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, item_id, number),
    FOREIGN KEY (county, item_id) REFERENCES catalogue_item (county, id),
    CHECK ((published_at IS NULL) = (publisher IS NULL)),
    CHECK ((state = 'withdrawn') = (transition IS NOT NULL)),
    CHECK ((state = 'withdrawn') = (withdrawn_reason IS NOT NULL)),
    CHECK ((state IN ('draft', 'discarded')) = (published_at IS NULL)),
    CHECK ((state IN ('superseded', 'withdrawn')) = (until_day IS NOT NULL)),
    CHECK ((until_day IS NULL) = (ended_at IS NULL)),
    CHECK (appointment IN (0, 1)),
    CHECK (conditional IN (0, 1) AND (published_at IS NULL OR conditional = 0 OR (kind = 'promised' AND relay = 0))),
    CHECK (courier IN (0, 1)),
    CHECK (expected >= 0),
    CHECK (key_project_n >= 0),
    CHECK (kind IN ('instant', 'promised', 'other')),
    CHECK (law_change IN (0, 1)),
    CHECK (length(name) BETWEEN 1 AND 200),
    CHECK (number >= 1),
    CHECK (online IN (0, 1)),
    CHECK (ordinary_n >= 0),
    CHECK (pledge IN (0, 1)),
    CHECK (published_at IS NULL OR key_project_n <= ordinary_n),
    CHECK (published_at IS NULL OR kind <> 'instant' OR ordinary_n = 0),
    CHECK (published_at IS NULL OR ordinary_n <= statutory_n),
    CHECK (published_at IS NULL OR visits = 0 OR visit_reason <> ''),
    CHECK (published_at IS NULL OR visits > 0 OR online = 1 OR courier = 1),
    CHECK (publisher IS NULL OR publisher <> author),
    CHECK (relay IN (0, 1)),
    CHECK (state IN ('draft', 'discarded', 'published', 'superseded', 'withdrawn')),
    CHECK (statutory_n >= 0),
    CHECK (statutory_unit IN ('wd', 'cd')),
    CHECK (transition IN ('finish', 'terminate')),
    CHECK (until_day IS NULL OR until_day >= from_day),
    CHECK (visits >= 0)
);
CREATE INDEX catalogue_version_days ON catalogue_version (county, from_day) WHERE published_at IS NOT NULL;
CREATE UNIQUE INDEX catalogue_version_draft ON catalogue_version (county, item_id, from_day) WHERE state = 'draft';
CREATE UNIQUE INDEX catalogue_version_published ON catalogue_version (county, item_id) WHERE state = 'published';

CREATE TABLE documents_document (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    form TEXT NOT NULL,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    state TEXT NOT NULL,
    party_id TEXT,
    case_id TEXT,
    case_number TEXT,
    typed BLOB NOT NULL,
    writer TEXT NOT NULL,
    writer_name TEXT NOT NULL,
    hands TEXT NOT NULL,
    replaces TEXT,
    replace_reason TEXT,
    started_at BIGINT NOT NULL,
    offered_at BIGINT,
    returned TEXT,
    letter_id TEXT,
    sealed_at BIGINT,
    dropped_at BIGINT,
    drop_reason TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, letter_id) REFERENCES letters_letter (county, id),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    FOREIGN KEY (county, replaces) REFERENCES letters_letter (county, id),
    CHECK ((case_id IS NULL) = (case_number IS NULL)),
    CHECK ((replaces IS NULL) = (replace_reason IS NULL)),
    CHECK ((state = 'dropped') = (drop_reason IS NOT NULL)),
    CHECK ((state = 'dropped') = (dropped_at IS NOT NULL)),
    CHECK ((state = 'sealed') = (letter_id IS NOT NULL)),
    CHECK ((state = 'sealed') = (sealed_at IS NOT NULL)),
    CHECK (state IN ('drafting', 'offered', 'sealed', 'dropped'))
);
CREATE UNIQUE INDEX documents_document_letter ON documents_document (county, letter_id) WHERE letter_id IS NOT NULL;
CREATE UNIQUE INDEX documents_document_replaces ON documents_document (county, replaces) WHERE replaces IS NOT NULL AND state IN ('drafting', 'offered', 'sealed');
CREATE INDEX documents_document_unit ON documents_document (county, unit, state, id);

CREATE TABLE documents_seal (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    keeper TEXT NOT NULL,
    filing TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT,
    registered_by TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, code),
    CHECK (code <> ''),
    CHECK (filing <> ''),
    CHECK (keeper <> ''),
    CHECK (kind IN ('official', 'special')),
    CHECK (name <> ''),
    CHECK (to_day IS NULL OR to_day >= from_day)
);
CREATE INDEX documents_seal_unit ON documents_seal (county, unit, code);

CREATE TABLE documents_sealing (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    letter_id TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    seal_id TEXT NOT NULL,
    seal_code TEXT NOT NULL,
    seal_name TEXT NOT NULL,
    copies BIGINT NOT NULL,
    writer TEXT NOT NULL,
    writer_name TEXT NOT NULL,
    sealer TEXT NOT NULL,
    sealer_name TEXT NOT NULL,
    two_persons BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, document_id),
    UNIQUE (county, letter_id),
    FOREIGN KEY (county, document_id) REFERENCES documents_document (county, id),
    FOREIGN KEY (county, letter_id) REFERENCES letters_letter (county, id),
    FOREIGN KEY (county, seal_id) REFERENCES documents_seal (county, id),
    CHECK (copies > 0),
    CHECK (two_persons = 0 OR writer <> sealer),
    CHECK (two_persons IN (0, 1))
);
CREATE INDEX documents_sealing_unit ON documents_sealing (county, unit, id);

CREATE TABLE enquiry_alarm (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    record_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    office TEXT NOT NULL,
    subject TEXT NOT NULL,
    what TEXT NOT NULL,
    link TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    raised_day TEXT NOT NULL,
    settle_n BIGINT NOT NULL,
    due TEXT NOT NULL,
    book TEXT NOT NULL,
    settled_by TEXT,
    settled_at BIGINT,
    confirmed BIGINT,
    words TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, record_id, subject),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK ((state = 'settled') = (settled_at IS NOT NULL)),
    CHECK (confirmed IN (0, 1)),
    CHECK (state IN ('raised', 'settled'))
);
CREATE INDEX enquiry_alarm_raised ON enquiry_alarm (county, raised_at);

CREATE TABLE enquiry_category (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    code TEXT NOT NULL,
    parent TEXT NOT NULL,
    name TEXT NOT NULL,
    basis TEXT NOT NULL,
    retired BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, code),
    CHECK (code <> parent),
    CHECK (retired IN (0, 1))
);

CREATE TABLE enquiry_climb (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    clock TEXT NOT NULL,
    due TEXT NOT NULL,
    rung BIGINT NOT NULL,
    role TEXT NOT NULL,
    unit TEXT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, record_id, clock, due, rung),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id)
);
CREATE INDEX enquiry_climb_unit ON enquiry_climb (county, unit, at);

CREATE TABLE enquiry_extension (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    record_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    days BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    words TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK ((state = 'asked') = (decided_by IS NULL)),
    CHECK (days > 0),
    CHECK (decided_by IS NULL OR decided_by <> asked_by),
    CHECK (state IN ('asked', 'granted', 'refused'))
);
CREATE UNIQUE INDEX enquiry_extension_once ON enquiry_extension (county, record_id) WHERE state <> 'refused';
CREATE INDEX enquiry_extension_record ON enquiry_extension (county, record_id, id);

CREATE TABLE enquiry_notice (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id)
);
CREATE INDEX enquiry_notice_record ON enquiry_notice (county, record_id, id);

CREATE TABLE enquiry_record (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    query_digest TEXT,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    imported BIGINT NOT NULL,
    title TEXT NOT NULL,
    words BLOB NOT NULL,
    sketch TEXT NOT NULL,
    who BLOB,
    who_mask TEXT NOT NULL,
    party_digest TEXT NOT NULL,
    mobile_digest TEXT NOT NULL,
    confidential BIGINT NOT NULL,
    consent BIGINT NOT NULL,
    category TEXT NOT NULL,
    area TEXT NOT NULL,
    accused TEXT NOT NULL,
    accused_account TEXT NOT NULL,
    accused_person BLOB,
    office TEXT NOT NULL,
    registered_by TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    received_day TEXT NOT NULL,
    accept_n BIGINT NOT NULL,
    accept_due TEXT NOT NULL,
    book TEXT NOT NULL,
    accepted_at BIGINT,
    accepted_by TEXT,
    reason TEXT,
    explained TEXT,
    right_office TEXT,
    main_id TEXT,
    unit TEXT NOT NULL,
    assigned_at BIGINT,
    assigned_day TEXT,
    handle_n BIGINT NOT NULL,
    extended_n BIGINT NOT NULL,
    extended_at BIGINT,
    handle_due TEXT,
    writer TEXT,
    drafted_at BIGINT,
    drafted_day TEXT,
    reply_n BIGINT NOT NULL,
    reply_due TEXT,
    reply BLOB,
    answered_at BIGINT,
    first_answer_at BIGINT,
    answered_day TEXT,
    answered_by TEXT,
    confirm_until TEXT,
    level BIGINT,
    rated_at BIGINT,
    rating_words BLOB,
    reopened BIGINT NOT NULL,
    reopen_reason TEXT,
    outcome TEXT,
    ended_at BIGINT,
    origin TEXT NOT NULL,
    origin_number TEXT NOT NULL,
    origin_document TEXT NOT NULL,
    origin_due TEXT,
    reported_at BIGINT,
    reported_day TEXT,
    report_number TEXT,
    report_words TEXT,
    public_title TEXT,
    public_question TEXT,
    public_answer TEXT,
    published_at BIGINT,
    published_by TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, main_id) REFERENCES enquiry_record (county, id),
    CHECK ((channel = 'handed') = (origin_due IS NOT NULL)),
    CHECK ((state = 'declined') = (reason IS NOT NULL)),
    CHECK ((state = 'linked') = (main_id IS NOT NULL)),
    CHECK (answered_at IS NULL OR writer IS NULL OR writer <> answered_by OR imported = 1),
    CHECK (confidential IN (0, 1)),
    CHECK (consent IN (0, 1)),
    CHECK (imported IN (0, 1)),
    CHECK (kind IN ('consult', 'complaint', 'report', 'suggest')),
    CHECK (level BETWEEN 1 AND 5),
    CHECK (state <> 'closed' OR channel <> 'handed' OR reported_day IS NOT NULL),
    CHECK (state IN ('received', 'declined', 'linked', 'assigned', 'drafted', 'answered', 'reporting', 'closed', 'withdrawn')),
    CHECK (state NOT IN ('answered', 'reporting') OR (reply IS NOT NULL AND answered_at IS NOT NULL)),
    CHECK (state NOT IN ('assigned', 'drafted', 'answered', 'reporting') OR unit <> ''),
    CHECK (unit = '' OR unit <> accused OR kind IN ('consult', 'suggest'))
);
CREATE INDEX enquiry_record_handed ON enquiry_record (county, origin_due) WHERE channel = 'handed';
CREATE INDEX enquiry_record_main ON enquiry_record (county, main_id) WHERE main_id IS NOT NULL;
CREATE INDEX enquiry_record_party ON enquiry_record (county, party_digest, received_day) WHERE party_digest <> '';
CREATE INDEX enquiry_record_published ON enquiry_record (county, published_at) WHERE published_at IS NOT NULL;
CREATE INDEX enquiry_record_received ON enquiry_record (county, received_day, id);
CREATE INDEX enquiry_record_state ON enquiry_record (county, state, id);
CREATE INDEX enquiry_record_unit ON enquiry_record (county, unit, state, id);

CREATE TABLE enquiry_review (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    passed BIGINT NOT NULL,
    met TEXT NOT NULL,
    words TEXT NOT NULL,
    writer TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, record_id, nth),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK (passed IN (0, 1)),
    CHECK (writer <> reviewer)
);

CREATE TABLE enquiry_route (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    category TEXT NOT NULL,
    area TEXT NOT NULL,
    unit TEXT NOT NULL,
    retired BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, category, area),
    CHECK (retired IN (0, 1))
);

CREATE TABLE enquiry_statement (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    record_id TEXT NOT NULL,
    number TEXT NOT NULL,
    unit TEXT NOT NULL,
    disclosed TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    asked_day TEXT NOT NULL,
    answer_n BIGINT NOT NULL,
    due TEXT NOT NULL,
    book TEXT NOT NULL,
    words TEXT,
    given_by TEXT,
    given_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK ((state = 'given') = (given_at IS NOT NULL)),
    CHECK (state IN ('asked', 'given'))
);
CREATE INDEX enquiry_statement_record ON enquiry_statement (county, record_id, id);
CREATE INDEX enquiry_statement_unit ON enquiry_statement (county, unit, id);

CREATE TABLE enquiry_transfer (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    from_unit TEXT NOT NULL,
    to_unit TEXT NOT NULL,
    reason TEXT NOT NULL,
    designated BIGINT NOT NULL,
    by_account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, record_id, nth),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK (designated IN (0, 1)),
    CHECK (from_unit <> to_unit)
);

CREATE TABLE enquiry_unseal (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    record_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_unit TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    words TEXT,
    until_at BIGINT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, record_id) REFERENCES enquiry_record (county, id),
    CHECK ((state = 'asked') = (decided_by IS NULL)),
    CHECK ((state = 'granted') = (until_at IS NOT NULL)),
    CHECK (decided_by IS NULL OR decided_by <> asked_by),
    CHECK (state IN ('asked', 'granted', 'refused'))
);
CREATE INDEX enquiry_unseal_record ON enquiry_unseal (county, record_id, id);

CREATE TABLE hall_appointment (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    slot_id TEXT NOT NULL,
    hall TEXT NOT NULL,
    desk TEXT NOT NULL,
    unit TEXT NOT NULL,
    day TEXT NOT NULL,
    starts BIGINT NOT NULL,
    matter TEXT NOT NULL,
    holder TEXT NOT NULL,
    tail TEXT NOT NULL,
    hold BIGINT NOT NULL,
    booked_at BIGINT NOT NULL,
    settled_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, slot_id) REFERENCES hall_slot (county, id),
    CHECK ((state = 'booked') = (settled_at IS NULL)),
    CHECK (hold IN (1, 2)),
    CHECK (state IN ('booked', 'arrived', 'cancelled', 'no_show'))
);
CREATE INDEX hall_appointment_day ON hall_appointment (county, day, starts);
CREATE UNIQUE INDEX hall_appointment_day_of ON hall_appointment (county, holder, day) WHERE state = 'booked';
CREATE UNIQUE INDEX hall_appointment_hold ON hall_appointment (county, holder, hold) WHERE state = 'booked';

CREATE TABLE hall_handout (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    item TEXT NOT NULL,
    edition TEXT NOT NULL,
    recipient TEXT NOT NULL,
    copies BIGINT NOT NULL,
    place TEXT NOT NULL,
    day TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    struck_at BIGINT,
    reason TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((state = 'struck') = (struck_at IS NOT NULL)),
    CHECK ((struck_at IS NULL) = (reason IS NULL)),
    CHECK (copies > 0),
    CHECK (edition <> ''),
    CHECK (item IN ('handbook', 'wall_chart')),
    CHECK (place <> ''),
    CHECK (recipient <> ''),
    CHECK (state IN ('recorded', 'struck'))
);
CREATE INDEX hall_handout_day ON hall_handout (county, item, day);
CREATE UNIQUE INDEX hall_handout_once ON hall_handout (county, item, edition, recipient, place, day) WHERE state = 'recorded';

CREATE TABLE hall_hours (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    hall TEXT NOT NULL,
    desk TEXT NOT NULL,
    kind TEXT NOT NULL,
    days TEXT NOT NULL,
    opens BIGINT NOT NULL,
    closes BIGINT NOT NULL,
    places BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    document TEXT NOT NULL,
    set_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK (closes <= 1440),
    CHECK (days IN ('workday', 'restday')),
    CHECK (document <> ''),
    CHECK (kind IN ('regular', 'extended')),
    CHECK (opens < closes),
    CHECK (opens >= 0),
    CHECK (places >= 0),
    CHECK (until_day IS NULL OR until_day >= from_day)
);
CREATE INDEX hall_hours_hall ON hall_hours (county, hall, from_day);

CREATE TABLE hall_priority (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    from_day TEXT NOT NULL,
    lines TEXT NOT NULL,
    long_wait BIGINT NOT NULL,
    document TEXT NOT NULL,
    set_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, from_day),
    CHECK (document <> ''),
    CHECK (long_wait >= 0)
);

CREATE TABLE hall_slot (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    desk TEXT NOT NULL,
    day TEXT NOT NULL,
    starts BIGINT NOT NULL,
    places BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, desk, day, starts),
    CHECK (taken <= places),
    CHECK (taken >= 0)
);

CREATE TABLE hall_turn (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    hall TEXT NOT NULL,
    unit TEXT NOT NULL,
    class TEXT NOT NULL,
    day TEXT NOT NULL,
    appointment_id TEXT,
    desk TEXT,
    taken_at BIGINT NOT NULL,
    ready_at BIGINT NOT NULL,
    first_called BIGINT,
    called_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, hall, day, number),
    FOREIGN KEY (county, appointment_id) REFERENCES hall_appointment (county, id),
    CHECK ((state IN ('done', 'left')) = (ended_at IS NOT NULL)),
    CHECK (state <> 'called' OR (desk IS NOT NULL AND called_at IS NOT NULL)),
    CHECK (state IN ('waiting', 'called', 'skipped', 'done', 'left'))
);
CREATE UNIQUE INDEX hall_turn_appointment ON hall_turn (county, appointment_id) WHERE appointment_id IS NOT NULL;
CREATE UNIQUE INDEX hall_turn_at_desk ON hall_turn (county, desk) WHERE state = 'called';
CREATE INDEX hall_turn_called ON hall_turn (county, first_called);
CREATE INDEX hall_turn_ended ON hall_turn (county, ended_at);
CREATE INDEX hall_turn_open ON hall_turn (county, hall, taken_at) WHERE ended_at IS NULL;

CREATE TABLE identity_account (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    login TEXT NOT NULL,
    staff_id TEXT,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    window_code TEXT NOT NULL,
    roles TEXT NOT NULL,
    areas TEXT NOT NULL,
    party TEXT,
    state TEXT NOT NULL,
    mobile BLOB,
    full_name BLOB,
    demo BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    activated_at BIGINT,
    end_reason TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, login),
    CHECK (demo IN (0, 1)),
    CHECK (login <> ''),
    CHECK (roles NOT LIKE '%\_admin"%' ESCAPE '\' OR roles NOT LIKE '%,%'),
    CHECK (state IN ('invited', 'active', 'suspended', 'locked', 'retired'))
);
CREATE INDEX identity_account_party ON identity_account (county, party) WHERE party IS NOT NULL;
CREATE UNIQUE INDEX identity_account_staff ON identity_account (county, staff_id) WHERE staff_id IS NOT NULL AND state <> 'retired';
CREATE INDEX identity_account_unit ON identity_account (county, unit, id);

CREATE TABLE identity_attempt (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    login_digest TEXT NOT NULL,
    times TEXT NOT NULL,
    locked_until BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (county, id)
);
CREATE INDEX identity_attempt_login ON identity_attempt (county, login_digest);

CREATE TABLE identity_code (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, digest),
    FOREIGN KEY (county, account_id) REFERENCES identity_account (county, id)
);
CREATE INDEX identity_code_account ON identity_code (county, account_id);

CREATE TABLE identity_grant (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    account_id TEXT NOT NULL,
    roles TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    first_by TEXT,
    second_by TEXT,
    ended_at BIGINT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, account_id) REFERENCES identity_account (county, id),
    CHECK (first_by IS NULL OR first_by <> account_id),
    CHECK (second_by IS NULL OR (second_by <> account_id AND second_by <> first_by)),
    CHECK (state <> 'granted' OR first_by IS NOT NULL),
    CHECK (state <> 'granted' OR roles NOT LIKE '%\_admin"%' ESCAPE '\' OR second_by IS NOT NULL),
    CHECK (state IN ('asked', 'granted', 'declined'))
);
CREATE INDEX identity_grant_account ON identity_grant (county, account_id, id);
CREATE INDEX identity_grant_asked ON identity_grant (county, id) WHERE state = 'asked';

CREATE TABLE identity_secret (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    hash TEXT,
    set_at BIGINT NOT NULL,
    must_change BIGINT NOT NULL,
    past TEXT NOT NULL,
    factor BLOB,
    offered BLOB,
    step BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, id) REFERENCES identity_account (county, id),
    CHECK (must_change IN (0, 1))
);

CREATE TABLE identity_session (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    address_digest TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    stepped_at BIGINT,
    delegation TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, account_id) REFERENCES identity_account (county, id)
);
CREATE INDEX identity_session_account ON identity_session (county, account_id);
CREATE INDEX identity_session_seen ON identity_session (county, seen_at);

CREATE TABLE identity_token (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, digest),
    FOREIGN KEY (county, account_id) REFERENCES identity_account (county, id)
);
CREATE INDEX identity_token_account ON identity_token (county, account_id);

CREATE TABLE incident_act (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    to_state TEXT NOT NULL,
    day TEXT NOT NULL,
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    was BLOB,
    recorded_by TEXT NOT NULL,
    by_name TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    superseded_at BIGINT,
    corrects TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, incident_id) REFERENCES incident_case (county, id)
);
CREATE INDEX incident_act_case ON incident_act (county, incident_id, id);
CREATE INDEX incident_act_day ON incident_act (county, verb, day);

CREATE TABLE incident_case (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    conduct TEXT NOT NULL,
    unit TEXT NOT NULL,
    party_id TEXT NOT NULL,
    happened TEXT NOT NULL,
    summary BLOB NOT NULL,
    complaint TEXT NOT NULL,
    registered_by TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    reviewed_at BIGINT,
    filed_at BIGINT,
    closed_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((state = 'registered') = (reviewed_at IS NULL)),
    CHECK ((state IN ('filed', 'punished', 'transferred', 'withdrawn')) = (filed_at IS NOT NULL)),
    CHECK ((state IN ('registered', 'filed')) = (closed_at IS NULL)),
    CHECK (kind IN ('criminal', 'administrative')),
    CHECK (number <> ''),
    CHECK (state <> 'punished' OR kind = 'administrative'),
    CHECK (state IN ('registered', 'filed', 'declined', 'punished', 'transferred', 'withdrawn', 'void')),
    CHECK (unit <> '')
);
CREATE INDEX incident_case_open ON incident_case (county, registered_at) WHERE closed_at IS NULL;
CREATE INDEX incident_case_unit ON incident_case (county, unit, id);

CREATE TABLE incident_measure (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    document TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    revoked_at BIGINT,
    revoke_reason TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, person_id, kind, document),
    FOREIGN KEY (county, incident_id) REFERENCES incident_case (county, id),
    FOREIGN KEY (county, person_id) REFERENCES incident_person (county, id),
    CHECK ((revoked_at IS NULL) = (revoke_reason = '')),
    CHECK (document <> '')
);
CREATE INDEX incident_measure_case ON incident_measure (county, incident_id, id);
CREATE INDEX incident_measure_day ON incident_measure (county, kind, day);

CREATE TABLE incident_person (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    name BLOB NOT NULL,
    mask TEXT NOT NULL,
    blind TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, incident_id, blind),
    UNIQUE (county, incident_id, nth),
    FOREIGN KEY (county, incident_id) REFERENCES incident_case (county, id),
    CHECK (nth > 0)
);

CREATE TABLE incident_release (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    criminal BIGINT NOT NULL,
    administrative BIGINT NOT NULL,
    detained BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    document TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    reason TEXT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK ((state = 'asked') = (decided_at IS NULL)),
    CHECK (document <> ''),
    CHECK (purpose <> ''),
    CHECK (state = 'asked' OR decided_by <> asked_by),
    CHECK (state IN ('asked', 'granted', 'refused', 'recalled')),
    CHECK (to_day >= from_day)
);
CREATE INDEX incident_release_day ON incident_release (county, to_day);
CREATE UNIQUE INDEX incident_release_period ON incident_release (county, from_day, to_day) WHERE state IN ('asked', 'granted');

CREATE TABLE incident_small_rule (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    least BIGINT NOT NULL,
    document TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK (document <> ''),
    CHECK (least BETWEEN 2 AND 100)
);

CREATE TABLE journal_checkpoint (
    county TEXT NOT NULL,
    size BIGINT NOT NULL,
    root BLOB NOT NULL,
    note TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, size)
);

CREATE TABLE journal_hash (
    county TEXT NOT NULL,
    n BIGINT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (county, n)
);

CREATE TABLE journal_head (
    county TEXT NOT NULL,
    origin TEXT NOT NULL,
    verifier TEXT NOT NULL,
    size BIGINT NOT NULL,
    PRIMARY KEY (county)
);

CREATE TABLE journal_leaf (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    actor TEXT NOT NULL,
    payload TEXT,
    salt BLOB,
    entry BLOB NOT NULL,
    hash BLOB NOT NULL,
    place BIGINT,
    PRIMARY KEY (county, id),
    CHECK ((payload IS NULL) = (salt IS NULL)),
    CHECK (place IS NULL OR place >= 0)
);
CREATE UNIQUE INDEX journal_leaf_hash ON journal_leaf (county, hash);
CREATE INDEX journal_leaf_kind ON journal_leaf (county, kind, id);
CREATE UNIQUE INDEX journal_leaf_place ON journal_leaf (county, place) WHERE place IS NOT NULL;
CREATE INDEX journal_leaf_subject ON journal_leaf (county, subject, id);
CREATE INDEX journal_leaf_waiting ON journal_leaf (county, id) WHERE place IS NULL;

CREATE TABLE journal_row (
    county TEXT NOT NULL,
    record TEXT NOT NULL,
    row_id TEXT NOT NULL,
    leaf_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (county, record, row_id)
);

CREATE TABLE journal_subject (
    county TEXT NOT NULL,
    subject TEXT NOT NULL,
    leaf_id TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (county, subject)
);

CREATE TABLE letters_agreement (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    address BLOB NOT NULL,
    mask TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, party_id, subject),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id)
);

CREATE TABLE letters_delivery (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    letter_id TEXT NOT NULL,
    method TEXT NOT NULL,
    recipient_mask TEXT NOT NULL,
    sent_on TEXT NOT NULL,
    arrived_on TEXT,
    opened_at BIGINT,
    mail_number TEXT NOT NULL,
    detail BLOB NOT NULL,
    review_last TEXT,
    suit_last TEXT,
    late BIGINT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    returned_on TEXT,
    return_reason TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, letter_id) REFERENCES letters_letter (county, id),
    CHECK ((returned_on IS NULL) = (return_reason IS NULL)),
    CHECK (arrived_on IS NULL OR arrived_on >= sent_on),
    CHECK (late IN (0, 1)),
    CHECK (method <> 'mail' OR mail_number <> ''),
    CHECK (method IN ('direct', 'left', 'mail', 'entrusted', 'electronic', 'notice')),
    CHECK (return_reason IN ('refused', 'unknown', 'moved', 'address', 'unclaimed', 'other')),
    CHECK (returned_on IS NULL OR (arrived_on IS NULL AND returned_on >= sent_on))
);
CREATE INDEX letters_delivery_letter ON letters_delivery (county, letter_id, id);

CREATE TABLE letters_letter (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    form TEXT NOT NULL,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    number TEXT NOT NULL,
    word TEXT NOT NULL,
    year BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    subject TEXT NOT NULL,
    case_number TEXT NOT NULL,
    party_id TEXT,
    addressee_mask TEXT NOT NULL,
    content BLOB NOT NULL,
    digest TEXT NOT NULL,
    code TEXT NOT NULL,
    seal TEXT NOT NULL,
    copies BIGINT NOT NULL,
    state TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    issued_on TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    void_reason TEXT,
    void_at BIGINT,
    void_by TEXT,
    version BIGINT NOT NULL,
    replaced_by TEXT,
    serve_due TEXT,
    serve_book TEXT,
    served_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, code),
    UNIQUE (county, number),
    UNIQUE (county, word, year, serial),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK ((state = 'void') = (void_at IS NOT NULL)),
    CHECK ((state = 'void') = (void_by IS NOT NULL)),
    CHECK ((state = 'void') = (void_reason IS NOT NULL)),
    CHECK (copies > 0),
    CHECK (length(digest) = 64),
    CHECK (seal IN ('official', 'special')),
    CHECK (serial > 0),
    CHECK (state IN ('valid', 'void')),
    CHECK (unit_name <> '')
);
CREATE INDEX letters_letter_party ON letters_letter (county, party_id, id);
CREATE INDEX letters_letter_serve ON letters_letter (county, serve_due) WHERE serve_due IS NOT NULL AND served_at IS NULL AND void_at IS NULL;
CREATE INDEX letters_letter_subject ON letters_letter (county, subject, id);
CREATE INDEX letters_letter_unit ON letters_letter (county, unit, id);

CREATE TABLE letters_remedy (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    review_body TEXT NOT NULL,
    review_link TEXT NOT NULL,
    court TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK (court <> ''),
    CHECK (review_body <> '')
);

CREATE TABLE mandate_change (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    task_id TEXT NOT NULL,
    milestone_id TEXT,
    kind TEXT NOT NULL,
    was TEXT NOT NULL,
    became TEXT NOT NULL,
    reason TEXT NOT NULL,
    document TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, task_id) REFERENCES mandate_task (county, id),
    CHECK (kind IN ('due', 'units', 'reopen')),
    CHECK (reason <> ''),
    CHECK (was <> became)
);
CREATE INDEX mandate_change_task ON mandate_change (county, task_id, id);

CREATE TABLE mandate_clause (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    law TEXT NOT NULL,
    title TEXT NOT NULL,
    article BIGINT NOT NULL,
    chapter BIGINT NOT NULL,
    heading TEXT NOT NULL,
    summary TEXT NOT NULL,
    local BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, law, article),
    CHECK (article > 0),
    CHECK (chapter > 0),
    CHECK (law <> ''),
    CHECK (local IN (0, 1)),
    CHECK (summary <> ''),
    CHECK (title <> '')
);

CREATE TABLE mandate_indicator (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    system_id TEXT NOT NULL,
    code TEXT NOT NULL,
    parent TEXT NOT NULL,
    name TEXT NOT NULL,
    weight BIGINT NOT NULL,
    measured TEXT NOT NULL,
    better TEXT NOT NULL,
    unit TEXT NOT NULL,
    figure TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, system_id, code),
    FOREIGN KEY (county, system_id) REFERENCES mandate_system (county, id),
    CHECK (better IN ('more', 'less', 'none')),
    CHECK (code <> ''),
    CHECK (name <> ''),
    CHECK (weight BETWEEN 0 AND 10000)
);

CREATE TABLE mandate_milestone (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    task_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    title TEXT NOT NULL,
    due TEXT NOT NULL,
    first_due TEXT NOT NULL,
    reached_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, task_id, nth),
    FOREIGN KEY (county, task_id) REFERENCES mandate_task (county, id),
    CHECK (nth > 0),
    CHECK (title <> '')
);
CREATE INDEX mandate_milestone_due ON mandate_milestone (county, due) WHERE reached_at IS NULL;

CREATE TABLE mandate_report (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    task_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    milestone_id TEXT,
    unit TEXT NOT NULL,
    words TEXT NOT NULL,
    percent BIGINT NOT NULL,
    regress BIGINT NOT NULL,
    filed_by TEXT NOT NULL,
    filed_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    opinion TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, milestone_id) REFERENCES mandate_milestone (county, id),
    FOREIGN KEY (county, task_id) REFERENCES mandate_task (county, id),
    CHECK ((kind = 'milestone') = (milestone_id IS NOT NULL)),
    CHECK ((state = 'filed') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> filed_by),
    CHECK (kind IN ('progress', 'milestone', 'final')),
    CHECK (percent BETWEEN 0 AND 100),
    CHECK (regress IN (0, 1)),
    CHECK (state IN ('filed', 'confirmed', 'returned')),
    CHECK (words <> '')
);
CREATE INDEX mandate_report_task ON mandate_report (county, task_id, id);
CREATE INDEX mandate_report_waiting ON mandate_report (county, filed_at) WHERE state = 'filed';

CREATE TABLE mandate_round (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    system_id TEXT NOT NULL,
    title TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    due TEXT NOT NULL,
    office TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_day TEXT NOT NULL,
    closed_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, system_id, from_day, to_day),
    FOREIGN KEY (county, system_id) REFERENCES mandate_system (county, id),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK (from_day <= to_day),
    CHECK (state IN ('open', 'closed')),
    CHECK (title <> '')
);

CREATE TABLE mandate_score (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    round_id TEXT NOT NULL,
    indicator_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    due TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    started_day TEXT NOT NULL,
    value TEXT NOT NULL,
    value_num BIGINT NOT NULL,
    value_den BIGINT NOT NULL,
    records BIGINT NOT NULL,
    points BIGINT,
    grounds TEXT NOT NULL,
    filed_by TEXT,
    filed_at BIGINT,
    got BIGINT,
    opinion TEXT,
    decided_by TEXT,
    decided_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, round_id, indicator_id),
    FOREIGN KEY (county, indicator_id) REFERENCES mandate_indicator (county, id),
    FOREIGN KEY (county, round_id) REFERENCES mandate_round (county, id),
    CHECK ((state = 'open') = (filed_at IS NULL)),
    CHECK ((state = 'reviewed') = (got IS NOT NULL)),
    CHECK (state <> 'reviewed' OR decided_by <> filed_by),
    CHECK (state = 'open' OR points IS NOT NULL),
    CHECK (state IN ('open', 'filed', 'reviewed'))
);
CREATE INDEX mandate_score_due ON mandate_score (county, due) WHERE state = 'open';
CREATE INDEX mandate_score_unit ON mandate_score (county, unit, id);

CREATE TABLE mandate_system (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    code TEXT NOT NULL,
    edition BIGINT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    document TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, code, edition),
    CHECK ((state = 'draft') = (decided_at IS NULL)),
    CHECK (code <> ''),
    CHECK (decided_by IS NULL OR state <> 'published' OR decided_by <> proposed_by),
    CHECK (edition > 0),
    CHECK (state IN ('draft', 'published', 'dropped')),
    CHECK (title <> '')
);

CREATE TABLE mandate_task (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    list TEXT NOT NULL,
    number TEXT NOT NULL,
    clause_id TEXT,
    title TEXT NOT NULL,
    measure TEXT NOT NULL,
    lead TEXT NOT NULL,
    partners TEXT NOT NULL,
    due TEXT NOT NULL,
    first_due TEXT NOT NULL,
    office TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    document TEXT,
    published_by TEXT,
    published_at BIGINT,
    published_day TEXT,
    percent BIGINT NOT NULL,
    handed_at BIGINT,
    closed_at BIGINT,
    ended_at BIGINT,
    ended_why TEXT,
    late_reason TEXT,
    late_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, clause_id) REFERENCES mandate_clause (county, id),
    CHECK ((closed_at IS NOT NULL) = (state = 'closed')),
    CHECK ((ended_at IS NOT NULL) = (state = 'ended')),
    CHECK ((handed_at IS NULL) = (state NOT IN ('handed', 'closed'))),
    CHECK ((late_reason IS NULL) = (late_at IS NULL)),
    CHECK ((list = 'clause') = (clause_id IS NOT NULL)),
    CHECK ((published_at IS NULL) = (published_day IS NULL) AND (published_at IS NULL) = (document IS NULL)),
    CHECK ((published_at IS NULL) = (state IN ('draft', 'dropped'))),
    CHECK (lead <> ''),
    CHECK (list IN ('clause', 'key')),
    CHECK (measure <> ''),
    CHECK (number <> ''),
    CHECK (percent BETWEEN 0 AND 100),
    CHECK (state IN ('draft', 'open', 'handed', 'closed', 'ended', 'dropped')),
    CHECK (title <> '')
);
CREATE INDEX mandate_task_clause ON mandate_task (county, clause_id, number) WHERE clause_id IS NOT NULL;
CREATE INDEX mandate_task_due ON mandate_task (county, due) WHERE state = 'open';
CREATE INDEX mandate_task_lead ON mandate_task (county, lead, number);
CREATE INDEX mandate_task_published ON mandate_task (county, published_at) WHERE published_at IS NOT NULL;

CREATE TABLE monitor_appeal (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    card_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    ground TEXT NOT NULL,
    fault_id TEXT,
    words TEXT NOT NULL,
    document TEXT NOT NULL,
    filed_by TEXT NOT NULL,
    filed_at BIGINT NOT NULL,
    ruling_n BIGINT NOT NULL,
    ruling_due TEXT NOT NULL,
    ruled_by TEXT,
    ruled_at BIGINT,
    ruling TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, card_id) REFERENCES monitor_card (county, id),
    CHECK ((ground = 'system_fault') = (fault_id IS NOT NULL)),
    CHECK ((state = 'filed') = (ruled_at IS NULL)),
    CHECK (state = 'retracted' OR ruled_by IS NULL OR ruled_by <> filed_by),
    CHECK (state IN ('filed', 'upheld', 'rejected', 'retracted'))
);
CREATE INDEX monitor_appeal_card ON monitor_appeal (county, card_id, filed_at);
CREATE INDEX monitor_appeal_due ON monitor_appeal (county, ruling_due) WHERE state = 'filed';
CREATE UNIQUE INDEX monitor_appeal_waiting ON monitor_appeal (county, card_id) WHERE state = 'filed';

CREATE TABLE monitor_card (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    started BIGINT NOT NULL,
    rule TEXT NOT NULL,
    rules BIGINT NOT NULL,
    level BIGINT NOT NULL,
    book TEXT NOT NULL,
    step TEXT NOT NULL,
    clock_number TEXT NOT NULL,
    title TEXT NOT NULL,
    link TEXT NOT NULL,
    unit TEXT NOT NULL,
    handler TEXT NOT NULL,
    claimed_at BIGINT,
    due TEXT,
    from_at BIGINT NOT NULL,
    sentence TEXT NOT NULL,
    drawn_at BIGINT NOT NULL,
    issued_at BIGINT,
    withdrawn_at BIGINT,
    cancelled_at BIGINT,
    feedback_n BIGINT NOT NULL,
    feedback_due TEXT,
    feedback TEXT,
    feedback_by TEXT,
    feedback_at BIGINT,
    note TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, kind, subject, started, rule, level),
    UNIQUE (county, number),
    CHECK ((feedback IS NULL) = (feedback_at IS NULL)),
    CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL)),
    CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
    CHECK ((state IN ('issued', 'supervised', 'withdrawn')) = (issued_at IS NOT NULL AND cancelled_at IS NULL)),
    CHECK (from_at <= drawn_at),
    CHECK (level BETWEEN 1 AND 4),
    CHECK (state IN ('pending', 'issued', 'supervised', 'withdrawn', 'cancelled'))
);
CREATE INDEX monitor_card_alarm ON monitor_card (county, id) WHERE level = 4 AND state = 'issued';
CREATE INDEX monitor_card_feedback ON monitor_card (county, feedback_due) WHERE feedback_due IS NOT NULL AND feedback_at IS NULL AND withdrawn_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX monitor_card_issued ON monitor_card (county, issued_at) WHERE issued_at IS NOT NULL;
CREATE INDEX monitor_card_unit ON monitor_card (county, unit, id);
CREATE INDEX monitor_card_waiting ON monitor_card (county, id) WHERE state = 'pending';

CREATE TABLE monitor_fault (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    system TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT NOT NULL,
    units TEXT NOT NULL,
    kinds TEXT NOT NULL,
    cause TEXT NOT NULL,
    document TEXT NOT NULL,
    reported_by TEXT NOT NULL,
    reported_at BIGINT NOT NULL,
    ruled_by TEXT,
    ruled_at BIGINT,
    ruling TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((state = 'reported') = (ruled_at IS NULL)),
    CHECK (from_at < to_at),
    CHECK (ruled_by IS NULL OR ruled_by <> reported_by),
    CHECK (state IN ('reported', 'certified', 'rejected'))
);
CREATE INDEX monitor_fault_certified ON monitor_fault (county, from_at) WHERE state = 'certified';

CREATE TABLE monitor_notice (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    reminder_id TEXT NOT NULL,
    role TEXT NOT NULL,
    account TEXT NOT NULL,
    unit TEXT NOT NULL,
    sentence TEXT NOT NULL,
    link TEXT NOT NULL,
    tries BIGINT NOT NULL,
    note TEXT NOT NULL,
    at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, reminder_id, role, account),
    FOREIGN KEY (county, reminder_id) REFERENCES monitor_reminder (county, id),
    CHECK (state IN ('queued', 'sent', 'failed', 'read'))
);
CREATE INDEX monitor_notice_account ON monitor_notice (county, account, id);
CREATE INDEX monitor_notice_inbox ON monitor_notice (county, unit, role, id);
CREATE INDEX monitor_notice_state ON monitor_notice (county, state, id);

CREATE TABLE monitor_reminder (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    started BIGINT NOT NULL,
    level BIGINT NOT NULL,
    rules BIGINT NOT NULL,
    unit TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, kind, subject, started, level, rules),
    CHECK (level BETWEEN 1 AND 4)
);

CREATE TABLE monitor_rules (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number BIGINT,
    from_day TEXT NOT NULL,
    document TEXT NOT NULL,
    body TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    PRIMARY KEY (county, id),
    CHECK ((state = 'confirmed') = (number IS NOT NULL)),
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK (state IN ('proposed', 'confirmed', 'dropped'))
);
CREATE UNIQUE INDEX monitor_rules_number ON monitor_rules (county, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX monitor_rules_waiting ON monitor_rules (county) WHERE state = 'proposed';

CREATE TABLE monitor_watch (
    county TEXT NOT NULL,
    day TEXT NOT NULL,
    at BIGINT NOT NULL,
    clocks BIGINT NOT NULL,
    cards BIGINT NOT NULL,
    PRIMARY KEY (county, day)
);

CREATE TABLE normdoc_document (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    issuer TEXT NOT NULL,
    provisional BIGINT NOT NULL,
    business BIGINT NOT NULL,
    incentive BIGINT NOT NULL,
    adopted_day TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    drafted_by TEXT NOT NULL,
    drafted_at BIGINT NOT NULL,
    competition TEXT,
    competition_by TEXT NOT NULL,
    unified TEXT,
    registered_by TEXT,
    registered_at BIGINT,
    published_day TEXT,
    published_at BIGINT,
    evaluate_from TEXT,
    evaluated_by TEXT,
    evaluated_at BIGINT,
    evaluation TEXT NOT NULL,
    extend BIGINT,
    ended_day TEXT,
    ended_at BIGINT,
    successor TEXT,
    end_reason TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((ended_day IS NOT NULL) = (state IN ('repealed', 'replaced', 'voided'))),
    CHECK ((published_day IS NULL) = (state IN ('drafted', 'refused', 'registered'))),
    CHECK ((unified IS NULL) = (state IN ('drafted', 'refused'))),
    CHECK (adopted_day <= from_day AND from_day <= until_day),
    CHECK (business IN (0, 1)),
    CHECK (competition IN ('passed', 'exempt', 'failed')),
    CHECK (extend IN (0, 1)),
    CHECK (incentive IN (0, 1)),
    CHECK (provisional IN (0, 1)),
    CHECK (state IN ('drafted', 'refused', 'registered', 'published', 'repealed', 'replaced', 'voided')),
    CHECK (state NOT IN ('repealed', 'replaced') OR successor IS NOT NULL),
    CHECK (unified IS NULL OR incentive = 0 OR competition IN ('passed', 'exempt'))
);
CREATE INDEX normdoc_document_evaluate ON normdoc_document (county, until_day) WHERE state = 'published';
CREATE INDEX normdoc_document_issuer ON normdoc_document (county, issuer, number);
CREATE UNIQUE INDEX normdoc_document_unified ON normdoc_document (county, unified) WHERE unified IS NOT NULL;

CREATE TABLE normdoc_review (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    round_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    due TEXT NOT NULL,
    findings TEXT NOT NULL,
    conflicts BIGINT NOT NULL,
    proposal TEXT,
    opinion TEXT NOT NULL,
    reviewed_by TEXT,
    reviewed_at BIGINT,
    decision TEXT,
    reason TEXT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    follow_from TEXT,
    follow_due TEXT,
    follow_by TEXT,
    done_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, round_id, document_id),
    FOREIGN KEY (county, document_id) REFERENCES normdoc_document (county, id),
    FOREIGN KEY (county, round_id) REFERENCES normdoc_round (county, id),
    CHECK ((decision IN ('revise', 'repeal')) = (follow_due IS NOT NULL) OR decision IS NULL),
    CHECK ((decision IS NULL) = (decided_at IS NULL)),
    CHECK ((state = 'done') = (done_at IS NOT NULL)),
    CHECK ((state = 'done') = (follow_by IS NOT NULL)),
    CHECK ((state = 'pending') = (reviewed_at IS NULL)),
    CHECK ((state IN ('settled', 'following', 'done')) = (decision IS NOT NULL)),
    CHECK (decided_by <> reviewed_by),
    CHECK (decision <> 'retain' OR conflicts = 0),
    CHECK (decision IN ('retain', 'revise', 'repeal', 'void')),
    CHECK (proposal IN ('retain', 'revise', 'repeal', 'void')),
    CHECK (state IN ('pending', 'reviewed', 'settled', 'following', 'done'))
);
CREATE INDEX normdoc_review_decided ON normdoc_review (county, decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX normdoc_review_document ON normdoc_review (county, document_id, id);
CREATE INDEX normdoc_review_due ON normdoc_review (county, due) WHERE state = 'pending';
CREATE INDEX normdoc_review_follow ON normdoc_review (county, follow_due) WHERE state = 'following';
CREATE INDEX normdoc_review_unit ON normdoc_review (county, unit, id);

CREATE TABLE normdoc_round (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    basis TEXT NOT NULL,
    scope TEXT NOT NULL,
    articles TEXT NOT NULL,
    office TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    due TEXT NOT NULL,
    document TEXT NOT NULL,
    published_by TEXT,
    published_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((state = 'published') = (published_at IS NOT NULL)),
    CHECK (from_day <= due),
    CHECK (scope IN ('business', 'all')),
    CHECK (state IN ('open', 'published'))
);
CREATE INDEX normdoc_round_list ON normdoc_round (county, from_day, id);

CREATE TABLE normdoc_stale (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    number TEXT NOT NULL,
    document TEXT NOT NULL,
    standing TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    link TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    found_day TEXT NOT NULL,
    due TEXT NOT NULL,
    mended_at BIGINT,
    PRIMARY KEY (county, id)
);
CREATE INDEX normdoc_stale_due ON normdoc_stale (county, due) WHERE mended_at IS NULL;
CREATE UNIQUE INDEX normdoc_stale_open ON normdoc_stale (county, kind, subject, number) WHERE mended_at IS NULL;

CREATE TABLE org_delegation (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    from_account TEXT NOT NULL,
    to_account TEXT NOT NULL,
    roles TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    granted_at BIGINT NOT NULL,
    revoked_at BIGINT,
    revoked_by TEXT,
    PRIMARY KEY (county, id),
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
    CHECK (from_account <> to_account),
    CHECK (reason <> ''),
    CHECK (to_day >= from_day)
);
CREATE INDEX org_delegation_from ON org_delegation (county, from_account, to_day);
CREATE INDEX org_delegation_to ON org_delegation (county, to_account, to_day);

CREATE TABLE org_unit (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    short TEXT NOT NULL,
    short_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    credit_code TEXT,
    area TEXT NOT NULL,
    parent TEXT,
    doc_word TEXT NOT NULL,
    phone TEXT NOT NULL,
    supervision_phone TEXT NOT NULL,
    external BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, code, valid_from),
    CHECK (external IN (0, 1)),
    CHECK (kind IN ('department', 'vertical', 'township', 'park', 'hall', 'subcentre', 'village', 'utility', 'other')),
    CHECK (name <> '' AND name_key <> ''),
    CHECK (parent IS NULL OR parent <> code),
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE UNIQUE INDEX org_unit_name ON org_unit (county, area, name_key) WHERE valid_to IS NULL;
CREATE INDEX org_unit_named ON org_unit (county, name_key);
CREATE UNIQUE INDEX org_unit_open ON org_unit (county, code) WHERE valid_to IS NULL;
CREATE INDEX org_unit_parent ON org_unit (county, parent) WHERE parent IS NOT NULL;
CREATE INDEX org_unit_short ON org_unit (county, short_key);

CREATE TABLE org_window (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    code TEXT NOT NULL,
    unit TEXT NOT NULL,
    serves TEXT NOT NULL,
    hall TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    open BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, code),
    CHECK (name <> ''),
    CHECK (open IN (0, 1))
);
CREATE INDEX org_window_unit ON org_window (county, unit);

CREATE TABLE outreach_attendance (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    event_id TEXT NOT NULL,
    party TEXT NOT NULL,
    industry TEXT NOT NULL,
    invited BIGINT NOT NULL,
    attended BIGINT NOT NULL,
    filed TEXT,
    filing TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, event_id, party),
    FOREIGN KEY (county, event_id) REFERENCES outreach_event (county, id),
    CHECK ((filed IS NULL) = (filing = '')),
    CHECK (attended IN (0, 1)),
    CHECK (invited = 1 OR attended = 1),
    CHECK (invited IN (0, 1))
);
CREATE INDEX outreach_attendance_party ON outreach_attendance (county, party, id);

CREATE TABLE outreach_change (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    need_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    kind TEXT NOT NULL,
    was TEXT NOT NULL,
    became TEXT NOT NULL,
    reason TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, need_id) REFERENCES outreach_need (county, id),
    CHECK (kind IN ('unit', 'due')),
    CHECK (reason <> ''),
    CHECK (was <> became)
);
CREATE INDEX outreach_change_need ON outreach_change (county, need_id, id);
CREATE UNIQUE INDEX outreach_change_once ON outreach_change (county, need_id, nth) WHERE kind = 'due';

CREATE TABLE outreach_checkup (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    party TEXT NOT NULL,
    unit TEXT NOT NULL,
    day TEXT NOT NULL,
    team TEXT NOT NULL,
    lawyers BIGINT NOT NULL,
    findings BIGINT NOT NULL,
    issued_by TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    UNIQUE (county, visit_id),
    FOREIGN KEY (county, visit_id) REFERENCES outreach_visit (county, id),
    CHECK ((state = 'read') = (read_at IS NOT NULL)),
    CHECK (findings >= 0),
    CHECK (lawyers > 0),
    CHECK (state IN ('issued', 'read')),
    CHECK (team <> '')
);
CREATE INDEX outreach_checkup_day ON outreach_checkup (county, day);
CREATE INDEX outreach_checkup_party ON outreach_checkup (county, party, id);

CREATE TABLE outreach_event (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    day TEXT NOT NULL,
    place TEXT NOT NULL,
    unit TEXT NOT NULL,
    document TEXT NOT NULL,
    planned_by TEXT NOT NULL,
    planned_at BIGINT NOT NULL,
    held_at BIGINT,
    cancelled_at BIGINT,
    why TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    UNIQUE (county, title, day),
    CHECK ((cancelled_at IS NOT NULL) = (state = 'cancelled')),
    CHECK ((held_at IS NOT NULL) = (state = 'held')),
    CHECK (kind IN ('training', 'talk', 'lecture')),
    CHECK (state IN ('planned', 'held', 'cancelled')),
    CHECK (title <> ''),
    CHECK (unit <> '')
);
CREATE INDEX outreach_event_day ON outreach_event (county, day);

CREATE TABLE outreach_fee (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    party TEXT NOT NULL,
    unit TEXT NOT NULL,
    service TEXT NOT NULL,
    price BIGINT NOT NULL,
    proof TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    offered_at BIGINT,
    chosen TEXT,
    chosen_by TEXT,
    chosen_slip TEXT,
    settled BIGINT,
    settled_at BIGINT,
    settled_day TEXT,
    dropped_at BIGINT,
    why TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((settled_at IS NULL) = (chosen IS NULL) AND (settled_at IS NULL) = (settled IS NULL) AND (settled_at IS NULL) = (settled_day IS NULL)),
    CHECK ((state = 'dropped') = (dropped_at IS NOT NULL)),
    CHECK ((state = 'settled') = (settled_at IS NOT NULL)),
    CHECK (party <> ''),
    CHECK (price > 0),
    CHECK (proof <> ''),
    CHECK (service <> ''),
    CHECK (settled > 0),
    CHECK (state IN ('collecting', 'offered', 'settled', 'dropped')),
    CHECK (state NOT IN ('offered', 'settled') OR offered_at IS NOT NULL),
    CHECK (unit <> '')
);
CREATE INDEX outreach_fee_party ON outreach_fee (county, party, id);
CREATE INDEX outreach_fee_settled ON outreach_fee (county, settled_day) WHERE settled_day IS NOT NULL;
CREATE INDEX outreach_fee_unit ON outreach_fee (county, unit, id);

CREATE TABLE outreach_finding (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    checkup_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, checkup_id, nth),
    FOREIGN KEY (county, checkup_id) REFERENCES outreach_checkup (county, id)
);

CREATE TABLE outreach_industry (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, event_id, code),
    FOREIGN KEY (county, event_id) REFERENCES outreach_event (county, id),
    CHECK (code <> ''),
    CHECK (name <> '')
);

CREATE TABLE outreach_need (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    party TEXT NOT NULL,
    visit_id TEXT,
    unit TEXT NOT NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    raised_by TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    place_n BIGINT NOT NULL,
    placed_at BIGINT,
    owner TEXT,
    withdrawn_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, visit_id) REFERENCES outreach_visit (county, id),
    CHECK ((placed_at IS NULL) = (owner IS NULL)),
    CHECK ((withdrawn_at IS NOT NULL) = (state = 'withdrawn')),
    CHECK (category IN ('labour', 'finance', 'land', 'power', 'permit', 'policy', 'law', 'inspection', 'other')),
    CHECK (party <> ''),
    CHECK (place_n > 0),
    CHECK (state IN ('raised', 'placed', 'answered', 'confirmed', 'withdrawn')),
    CHECK (state NOT IN ('placed', 'answered', 'confirmed') OR placed_at IS NOT NULL),
    CHECK (title <> ''),
    CHECK (unit <> '')
);
CREATE INDEX outreach_need_owner ON outreach_need (county, owner, state, id);
CREATE INDEX outreach_need_party ON outreach_need (county, party, id);
CREATE INDEX outreach_need_raised ON outreach_need (county, raised_at);
CREATE INDEX outreach_need_unit ON outreach_need (county, unit, id);
CREATE INDEX outreach_need_visit ON outreach_need (county, visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX outreach_need_waiting ON outreach_need (county, raised_at) WHERE placed_at IS NULL AND withdrawn_at IS NULL;

CREATE TABLE outreach_offer (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    fee_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    firm TEXT NOT NULL,
    price BIGINT NOT NULL,
    proof TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, fee_id, firm),
    UNIQUE (county, fee_id, nth),
    FOREIGN KEY (county, fee_id) REFERENCES outreach_fee (county, id),
    CHECK (firm <> ''),
    CHECK (nth > 0),
    CHECK (price > 0),
    CHECK (proof <> '')
);

CREATE TABLE outreach_round (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    need_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    unit TEXT NOT NULL,
    at BIGINT NOT NULL,
    start_day TEXT NOT NULL,
    due TEXT NOT NULL,
    first_due TEXT NOT NULL,
    answer TEXT,
    answered_by TEXT,
    answered_at BIGINT,
    verdict TEXT,
    level BIGINT,
    verdict_by TEXT,
    verdict_at BIGINT,
    remark TEXT NOT NULL,
    reopened_at BIGINT,
    void_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, need_id, nth),
    FOREIGN KEY (county, need_id) REFERENCES outreach_need (county, id),
    CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by IS NULL)),
    CHECK ((verdict = 'confirmed') = (level IS NOT NULL)),
    CHECK ((verdict IS NULL) = (verdict_at IS NULL) AND (verdict IS NULL OR answered_at IS NOT NULL)),
    CHECK (due >= start_day AND due >= first_due),
    CHECK (level BETWEEN 1 AND 5),
    CHECK (nth > 0),
    CHECK (unit <> ''),
    CHECK (verdict IN ('confirmed', 'unsolved')),
    CHECK (verdict IS NULL OR verdict_by <> answered_by)
);
CREATE INDEX outreach_round_answered ON outreach_round (county, answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX outreach_round_at ON outreach_round (county, at);
CREATE INDEX outreach_round_due ON outreach_round (county, due) WHERE answered_at IS NULL AND void_at IS NULL;

CREATE TABLE outreach_rule (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    from_day TEXT NOT NULL,
    most BIGINT NOT NULL,
    place_days BIGINT NOT NULL,
    answer_days BIGINT NOT NULL,
    document TEXT NOT NULL,
    set_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, from_day),
    CHECK (answer_days BETWEEN 1 AND 90),
    CHECK (document <> ''),
    CHECK (most BETWEEN 1 AND 31),
    CHECK (place_days BETWEEN 1 AND 30)
);

CREATE TABLE outreach_visit (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    unit TEXT NOT NULL,
    purpose TEXT NOT NULL,
    day TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    agreed_by TEXT,
    agreed_at BIGINT,
    agreed_slip TEXT,
    ended_at BIGINT,
    ended_why TEXT,
    held_by TEXT,
    held_at BIGINT,
    notes TEXT NOT NULL,
    closed_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((closed_at IS NOT NULL) = (state = 'closed')),
    CHECK ((ended_at IS NOT NULL) = (state IN ('declined', 'cancelled'))),
    CHECK ((held_at IS NOT NULL) = (state IN ('held', 'closed'))),
    CHECK (held_at IS NULL OR agreed_at IS NOT NULL AND agreed_at <= held_at),
    CHECK (kind IN ('visit', 'talk', 'checkup')),
    CHECK (party <> ''),
    CHECK (purpose <> ''),
    CHECK (state IN ('asked', 'agreed', 'declined', 'cancelled', 'held', 'closed')),
    CHECK (state NOT IN ('agreed', 'held', 'closed') OR agreed_at IS NOT NULL),
    CHECK (unit <> '')
);
CREATE INDEX outreach_visit_day ON outreach_visit (county, day) WHERE held_at IS NOT NULL;
CREATE INDEX outreach_visit_open ON outreach_visit (county, held_at) WHERE state = 'held';
CREATE INDEX outreach_visit_party ON outreach_visit (county, party, day);
CREATE INDEX outreach_visit_unit ON outreach_visit (county, unit, id);

CREATE TABLE papers_consent (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, paper_id) REFERENCES papers_paper (county, id),
    CHECK (purpose <> '')
);
CREATE INDEX papers_consent_paper ON papers_consent (county, paper_id, id);
CREATE UNIQUE INDEX papers_consent_standing ON papers_consent (county, paper_id, purpose) WHERE withdrawn_at IS NULL;

CREATE TABLE papers_evidence (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    subject TEXT NOT NULL,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    ext TEXT NOT NULL,
    size BIGINT NOT NULL,
    digest TEXT NOT NULL,
    scanned BIGINT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK (ext IN ('.pdf', '.jpg', '.png', '.ofd', '.docx', '.xlsx', '.csv', '.txt')),
    CHECK (length(digest) = 64),
    CHECK (name <> ''),
    CHECK (scanned IN (0, 1)),
    CHECK (size > 0),
    CHECK (subject <> ''),
    CHECK (unit <> '')
);
CREATE INDEX papers_evidence_digest ON papers_evidence (county, digest);
CREATE INDEX papers_evidence_subject ON papers_evidence (county, subject, id);

CREATE TABLE papers_paper (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    ext TEXT NOT NULL,
    size BIGINT NOT NULL,
    pages BIGINT,
    digest TEXT NOT NULL,
    grade TEXT NOT NULL,
    source TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    case_id TEXT,
    state TEXT NOT NULL,
    scanned BIGINT NOT NULL,
    threat TEXT,
    verified_by TEXT,
    verified_at BIGINT,
    replaced_by TEXT,
    at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK ((state = 'replaced') = (replaced_by IS NOT NULL)),
    CHECK ((verified_by IS NULL) = (verified_at IS NULL)),
    CHECK (ext IN ('.pdf', '.jpg', '.png', '.ofd', '.docx', '.xlsx', '.csv', '.txt')),
    CHECK (grade <> 'B' OR verified_by IS NOT NULL),
    CHECK (grade IN ('A', 'B', 'C', 'D')),
    CHECK (kind <> ''),
    CHECK (length(digest) = 64),
    CHECK (name <> ''),
    CHECK (pages IS NULL OR pages > 0),
    CHECK (scanned IN (0, 1)),
    CHECK (size > 0),
    CHECK (state <> 'quarantined' OR threat IS NOT NULL),
    CHECK (state IN ('usable', 'replaced', 'withdrawn', 'quarantined')),
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX papers_paper_case ON papers_paper (county, case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX papers_paper_digest ON papers_paper (county, digest);
CREATE INDEX papers_paper_party ON papers_paper (county, party_id, kind);

CREATE TABLE papers_use (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    consent_id TEXT NOT NULL,
    account TEXT NOT NULL,
    unit TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, consent_id) REFERENCES papers_consent (county, id),
    FOREIGN KEY (county, paper_id) REFERENCES papers_paper (county, id),
    CHECK (case_id <> '')
);
CREATE INDEX papers_use_case ON papers_use (county, case_id);
CREATE INDEX papers_use_paper ON papers_use (county, paper_id, id);

CREATE TABLE party_bar (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    item TEXT NOT NULL,
    ground TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    document TEXT NOT NULL,
    set_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    lifted TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK (document <> ''),
    CHECK (ground = 'dishonesty' OR (item <> '' AND until IS NOT NULL)),
    CHECK (ground IN ('78', '79', 'dishonesty')),
    CHECK (lifted IS NULL OR until IS NOT NULL)
);
CREATE INDEX party_bar_party ON party_bar (county, party_id, since);

CREATE TABLE party_class (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    class TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    basis TEXT NOT NULL,
    inputs TEXT,
    set_by TEXT NOT NULL,
    set_unit TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK ((inputs IS NOT NULL) = (class IN ('large', 'medium', 'small', 'micro'))),
    CHECK (basis <> ''),
    CHECK (class IN ('scale_industry', 'scale_service', 'commerce', 'leading_farm', 'large', 'medium', 'small', 'micro')),
    CHECK (until IS NULL OR until >= since)
);
CREATE INDEX party_class_party ON party_class (county, party_id, since);

CREATE TABLE party_hold (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    until TEXT NOT NULL,
    basis TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, party_id, subject),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK (basis <> '')
);

CREATE TABLE party_party (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    credit TEXT,
    area TEXT NOT NULL,
    industry TEXT NOT NULL,
    founded TEXT,
    state TEXT NOT NULL,
    sample BIGINT NOT NULL,
    since BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK (kind <> 'person' OR credit IS NULL),
    CHECK (kind IN ('enterprise', 'individual_business', 'person', 'agency', 'other')),
    CHECK (name <> ''),
    CHECK (sample IN (0, 1)),
    CHECK (state IN ('active', 'dissolved', 'erased'))
);
CREATE UNIQUE INDEX party_party_credit ON party_party (county, credit);

CREATE TABLE party_recusal (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    account TEXT NOT NULL,
    party_id TEXT NOT NULL,
    item TEXT NOT NULL,
    ground TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK (until IS NULL OR until >= since)
);
CREATE INDEX party_recusal_account ON party_recusal (county, account, party_id, item);
CREATE INDEX party_recusal_ground ON party_recusal (county, ground, account);

CREATE TABLE party_sealed (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    field TEXT NOT NULL,
    sealed BLOB NOT NULL,
    mask TEXT NOT NULL,
    blind TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, party_id, field),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK (field IN ('name', 'representative', 'mobile', 'citizen_id', 'operator_id', 'address'))
);
CREATE INDEX party_sealed_blind ON party_sealed (county, blind);
CREATE UNIQUE INDEX party_sealed_citizen ON party_sealed (county, blind) WHERE field = 'citizen_id' AND blind <> '';

CREATE TABLE party_term (
    county TEXT NOT NULL,
    term TEXT NOT NULL,
    party_id TEXT NOT NULL,
    PRIMARY KEY (county, term, party_id),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id)
);
CREATE INDEX party_term_party ON party_term (county, party_id);

CREATE TABLE project_key (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    level TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    document TEXT NOT NULL,
    set_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, project_id) REFERENCES project_project (county, id),
    CHECK (document <> ''),
    CHECK (level IN ('county', 'city', 'province')),
    CHECK (until IS NULL OR until >= since)
);
CREATE INDEX project_key_project ON project_key (county, project_id, since);

CREATE TABLE project_project (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    party_id TEXT NOT NULL,
    sector TEXT NOT NULL,
    unit TEXT NOT NULL,
    area TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, code),
    FOREIGN KEY (county, party_id) REFERENCES party_party (county, id),
    CHECK (length(code) = 24),
    CHECK (name <> ''),
    CHECK (sector IN ('industry', 'commerce_logistics', 'tourism_culture_education')),
    CHECK (unit <> ''),
    CHECK (until IS NULL OR until >= since)
);
CREATE INDEX project_project_party ON project_project (county, party_id);

CREATE TABLE rating_appeal (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    redress_id TEXT NOT NULL,
    ref TEXT NOT NULL,
    item_name TEXT NOT NULL,
    unit TEXT NOT NULL,
    office TEXT NOT NULL,
    ground TEXT NOT NULL,
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL,
    lodged_by TEXT NOT NULL,
    lodged_at BIGINT NOT NULL,
    lodged_day TEXT NOT NULL,
    decide_n BIGINT NOT NULL,
    decide_due TEXT NOT NULL,
    book TEXT NOT NULL,
    decision TEXT,
    decided_by TEXT,
    decided_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, redress_id),
    FOREIGN KEY (county, redress_id) REFERENCES rating_redress (county, id),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((decided_at IS NULL) = (decision IS NULL)),
    CHECK ((state = 'lodged') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> lodged_by),
    CHECK (ground IN ('mistaken', 'malicious')),
    CHECK (state IN ('lodged', 'upheld', 'dismissed'))
);
CREATE INDEX rating_appeal_due ON rating_appeal (county, decide_due) WHERE decided_at IS NULL;

CREATE TABLE rating_attempt (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    redress_id TEXT NOT NULL,
    reached BIGINT NOT NULL,
    note TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, redress_id) REFERENCES rating_redress (county, id),
    CHECK (reached IN (0, 1))
);
CREATE INDEX rating_attempt_redress ON rating_attempt (county, redress_id, at);

CREATE TABLE rating_content (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number BIGINT,
    from_day TEXT NOT NULL,
    document TEXT NOT NULL,
    body TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    PRIMARY KEY (county, id),
    CHECK ((state = 'confirmed') = (number IS NOT NULL)),
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK (state IN ('proposed', 'confirmed', 'dropped'))
);
CREATE UNIQUE INDEX rating_content_number ON rating_content (county, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX rating_content_waiting ON rating_content (county) WHERE state = 'proposed';

CREATE TABLE rating_exclusion (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    rating_id TEXT NOT NULL,
    ref TEXT NOT NULL,
    unit TEXT NOT NULL,
    item_name TEXT NOT NULL,
    ground TEXT NOT NULL,
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL,
    excluded_by TEXT NOT NULL,
    rated_at BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, rating_id),
    FOREIGN KEY (county, rating_id) REFERENCES rating_rating (county, id),
    CHECK (ground IN ('mistaken', 'malicious', 'untrue'))
);
CREATE INDEX rating_exclusion_rated ON rating_exclusion (county, rated_at);

CREATE TABLE rating_followup (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    rating_id TEXT NOT NULL,
    level BIGINT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, rating_id),
    FOREIGN KEY (county, rating_id) REFERENCES rating_rating (county, id),
    CHECK (level BETWEEN 1 AND 5)
);

CREATE TABLE rating_invitation (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT,
    visit TEXT,
    online BIGINT NOT NULL,
    item_name TEXT NOT NULL,
    unit TEXT NOT NULL,
    window_code TEXT NOT NULL,
    digest TEXT NOT NULL,
    open_from BIGINT NOT NULL,
    open_until TEXT NOT NULL,
    rated_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, digest),
    CHECK ((case_id IS NULL) <> (visit IS NULL)),
    CHECK (online IN (0, 1))
);
CREATE UNIQUE INDEX rating_invitation_case ON rating_invitation (county, case_id) WHERE case_id IS NOT NULL;
CREATE INDEX rating_invitation_open ON rating_invitation (county, open_from);
CREATE UNIQUE INDEX rating_invitation_visit ON rating_invitation (county, visit) WHERE visit IS NOT NULL;

CREATE TABLE rating_rating (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    ref TEXT NOT NULL,
    invitation_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    window_code TEXT NOT NULL,
    item_name TEXT NOT NULL,
    level BIGINT NOT NULL,
    channel TEXT NOT NULL,
    online BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    words TEXT NOT NULL,
    content BIGINT NOT NULL,
    signs TEXT NOT NULL,
    device TEXT NOT NULL,
    entered_by TEXT,
    call_record TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, invitation_id),
    UNIQUE (county, ref),
    FOREIGN KEY (county, invitation_id) REFERENCES rating_invitation (county, id),
    CHECK ((channel = 'phone') = (entered_by IS NOT NULL)),
    CHECK ((entered_by IS NULL) = (call_record IS NULL)),
    CHECK (channel IN ('pc', 'mobile', 'qr', 'tablet', 'terminal', 'phone', 'sms')),
    CHECK (level BETWEEN 1 AND 5),
    CHECK (online IN (0, 1))
);
CREATE INDEX rating_rating_at ON rating_rating (county, at);
CREATE INDEX rating_rating_device ON rating_rating (county, device, at) WHERE device <> '';
CREATE INDEX rating_rating_unit ON rating_rating (county, unit, at);

CREATE TABLE rating_redress (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    rating_id TEXT NOT NULL,
    ref TEXT NOT NULL,
    item_name TEXT NOT NULL,
    unit TEXT NOT NULL,
    office TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_day TEXT NOT NULL,
    contact_n BIGINT NOT NULL,
    rectify_n BIGINT NOT NULL,
    rectify_unit TEXT,
    class TEXT,
    class_reason TEXT,
    contact_due TEXT NOT NULL,
    rectify_due TEXT NOT NULL,
    book TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    contacted_at BIGINT,
    finding_kind TEXT,
    finding TEXT,
    action TEXT,
    fix_by TEXT,
    legal_basis TEXT,
    found_by TEXT,
    reply TEXT,
    public_note TEXT,
    resolved_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, rating_id),
    FOREIGN KEY (county, rating_id) REFERENCES rating_rating (county, id),
    CHECK ((state IN ('resolved', 'excluded')) = (resolved_at IS NOT NULL)),
    CHECK (class IN ('ordinary', 'complex')),
    CHECK (finding_kind IN ('fixed', 'fix_by', 'explained')),
    CHECK (finding_kind IS NULL OR (finding_kind = 'explained') = (legal_basis IS NOT NULL)),
    CHECK (finding_kind IS NULL OR (finding_kind = 'fix_by') = (fix_by IS NOT NULL)),
    CHECK (rectify_unit IN ('wd', 'cd')),
    CHECK (state <> 'resolved' OR (finding IS NOT NULL AND action IS NOT NULL AND (reply IS NOT NULL OR attempts >= 2))),
    CHECK (state IN ('open', 'contacted', 'resolved', 'excluded'))
);
CREATE INDEX rating_redress_contact ON rating_redress (county, contact_due) WHERE contacted_at IS NULL AND resolved_at IS NULL;
CREATE INDEX rating_redress_opened ON rating_redress (county, opened_day);
CREATE INDEX rating_redress_rectify ON rating_redress (county, rectify_due) WHERE resolved_at IS NULL;
CREATE INDEX rating_redress_unit ON rating_redress (county, unit, id);

CREATE TABLE rating_review (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    kept BIGINT NOT NULL,
    reason TEXT NOT NULL,
    refs TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK (kept IN (0, 1))
);
CREATE INDEX rating_review_at ON rating_review (county, at);

CREATE TABLE replication_change (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    measure_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    verb TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    day TEXT NOT NULL,
    document TEXT NOT NULL,
    words TEXT NOT NULL,
    file_digest TEXT,
    file_name TEXT NOT NULL,
    file_mime TEXT NOT NULL,
    file_size BIGINT NOT NULL,
    unit TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    by_name TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    due TEXT,
    answered_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, measure_id, nth),
    FOREIGN KEY (county, measure_id) REFERENCES replication_measure (county, id),
    CHECK ((verb = 'claim') = (due IS NOT NULL)),
    CHECK (answered_at IS NULL OR verb = 'claim'),
    CHECK (nth > 0)
);
CREATE INDEX replication_change_claims ON replication_change (county, due) WHERE verb = 'claim' AND answered_at IS NULL;

CREATE TABLE replication_measure (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    since TEXT NOT NULL,
    part TEXT NOT NULL,
    nth BIGINT NOT NULL,
    title TEXT NOT NULL,
    wording TEXT NOT NULL,
    word_source TEXT NOT NULL,
    worded_at BIGINT,
    lead TEXT NOT NULL,
    partners TEXT NOT NULL,
    plan TEXT NOT NULL,
    due TEXT NOT NULL,
    source TEXT NOT NULL,
    listed_day TEXT NOT NULL,
    listed_at BIGINT NOT NULL,
    office TEXT NOT NULL,
    changes BIGINT NOT NULL,
    claimed_by TEXT,
    claimed_at BIGINT,
    PRIMARY KEY (county, id),
    UNIQUE (county, part, nth),
    CHECK ((claimed_at IS NULL) = (claimed_by IS NULL)),
    CHECK ((state IN ('claimed', 'basic', 'accepted')) = (claimed_at IS NOT NULL)),
    CHECK ((wording = '') = (word_source = '')),
    CHECK ((wording = '') = (worded_at IS NULL)),
    CHECK (due >= listed_day),
    CHECK (lead <> ''),
    CHECK (nth > 0),
    CHECK (part IN ('copy', 'reference')),
    CHECK (plan <> ''),
    CHECK (source <> ''),
    CHECK (state <> 'accepted' OR wording <> ''),
    CHECK (state IN ('not_started', 'in_progress', 'claimed', 'basic', 'accepted', 'not_applicable')),
    CHECK (wording = '' OR title <> '')
);
CREATE INDEX replication_measure_lead ON replication_measure (county, lead, part, nth);
CREATE INDEX replication_measure_open ON replication_measure (county, due) WHERE claimed_at IS NULL AND state <> 'not_applicable';

CREATE TABLE store_consumed (
    county TEXT NOT NULL,
    consumer TEXT NOT NULL,
    fact_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, consumer, fact_id)
);

CREATE TABLE store_counter (
    county TEXT NOT NULL,
    series TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (county, series)
);

CREATE TABLE store_fact (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL,
    at BIGINT NOT NULL,
    relayed_at BIGINT,
    PRIMARY KEY (county, id)
);
CREATE INDEX store_fact_waiting ON store_fact (county, id) WHERE relayed_at IS NULL;

CREATE TABLE store_lease (
    county TEXT NOT NULL,
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (county, name)
);

CREATE TABLE store_meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE store_operation (
    county TEXT NOT NULL,
    token TEXT NOT NULL,
    actor TEXT NOT NULL,
    digest TEXT NOT NULL,
    result TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, token, actor)
);

CREATE TABLE store_seal_key (
    county TEXT NOT NULL,
    subject TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (county, subject)
);

CREATE TABLE supervision_extension (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    finding_id TEXT NOT NULL,
    run BIGINT NOT NULL,
    was TEXT NOT NULL,
    due TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    opinion TEXT,
    PRIMARY KEY (county, id),
    UNIQUE (county, finding_id, run),
    FOREIGN KEY (county, finding_id) REFERENCES supervision_finding (county, id),
    CHECK ((state = 'asked') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> asked_by),
    CHECK (reason <> ''),
    CHECK (state IN ('asked', 'granted', 'denied')),
    CHECK (was < due)
);

CREATE TABLE supervision_finding (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    round_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    ground TEXT NOT NULL,
    ref_id TEXT,
    ref TEXT NOT NULL,
    document TEXT NOT NULL,
    gap TEXT NOT NULL,
    title TEXT NOT NULL,
    facts TEXT NOT NULL,
    demand TEXT NOT NULL,
    wanted TEXT NOT NULL,
    due TEXT NOT NULL,
    first_due TEXT NOT NULL,
    found_day TEXT NOT NULL,
    found_by TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    office TEXT NOT NULL,
    letter TEXT NOT NULL,
    letter_id TEXT,
    issued_at BIGINT,
    run BIGINT NOT NULL,
    run_at BIGINT,
    run_day TEXT,
    filed_at BIGINT,
    closed_at BIGINT,
    public TEXT NOT NULL,
    look_from TEXT,
    held_at BIGINT,
    dropped_at BIGINT,
    dropped TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    FOREIGN KEY (county, round_id) REFERENCES supervision_round (county, id),
    CHECK ((closed_at IS NULL) = (look_from IS NULL)),
    CHECK ((ground = 'promise') = (ref_id IS NULL)),
    CHECK ((issued_at IS NULL) = (letter_id IS NULL) AND (issued_at IS NULL) = (run_at IS NULL) AND (issued_at IS NULL) = (run_day IS NULL)),
    CHECK ((state = 'dropped') = (dropped_at IS NOT NULL)),
    CHECK ((state = 'held') = (held_at IS NOT NULL)),
    CHECK ((state IN ('closed', 'held')) = (closed_at IS NOT NULL)),
    CHECK ((state IN ('draft', 'dropped')) = (issued_at IS NULL)),
    CHECK ((state IN ('filed', 'closed', 'held')) = (filed_at IS NOT NULL)),
    CHECK (closed_at IS NULL OR public <> ''),
    CHECK (demand <> ''),
    CHECK (facts <> ''),
    CHECK (ground <> 'promise' OR document <> '' AND gap <> ''),
    CHECK (ground IN ('task', 'clause', 'promise')),
    CHECK (number <> ''),
    CHECK (ref <> ''),
    CHECK (run > 0),
    CHECK (state IN ('draft', 'open', 'filed', 'closed', 'held', 'dropped')),
    CHECK (title <> ''),
    CHECK (unit <> ''),
    CHECK (wanted <> '')
);
CREATE INDEX supervision_finding_closed ON supervision_finding (county, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX supervision_finding_due ON supervision_finding (county, due) WHERE state = 'open';
CREATE INDEX supervision_finding_found ON supervision_finding (county, found_day);
CREATE INDEX supervision_finding_round ON supervision_finding (county, round_id, number);
CREATE INDEX supervision_finding_unit ON supervision_finding (county, unit, number);

CREATE TABLE supervision_look (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    finding_id TEXT NOT NULL,
    run BIGINT NOT NULL,
    held BIGINT NOT NULL,
    words TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, finding_id) REFERENCES supervision_finding (county, id),
    CHECK (held IN (0, 1)),
    CHECK (words <> '')
);
CREATE INDEX supervision_look_finding ON supervision_look (county, finding_id, id);

CREATE TABLE supervision_member (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    round_id TEXT NOT NULL,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    away TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, round_id, account),
    FOREIGN KEY (county, round_id) REFERENCES supervision_round (county, id)
);
CREATE INDEX supervision_member_account ON supervision_member (county, account, round_id);

CREATE TABLE supervision_report (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    finding_id TEXT NOT NULL,
    run BIGINT NOT NULL,
    unit TEXT NOT NULL,
    way TEXT NOT NULL,
    words TEXT NOT NULL,
    document TEXT NOT NULL,
    compensation TEXT NOT NULL,
    filed_by TEXT NOT NULL,
    filed_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    opinion TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, finding_id) REFERENCES supervision_finding (county, id),
    CHECK ((state = 'filed') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> filed_by),
    CHECK (state IN ('filed', 'accepted', 'returned')),
    CHECK (way = 'done' OR document <> '' AND compensation <> ''),
    CHECK (way IN ('done', 'changed')),
    CHECK (words <> '')
);
CREATE INDEX supervision_report_finding ON supervision_report (county, finding_id, id);
CREATE INDEX supervision_report_waiting ON supervision_report (county, filed_at) WHERE state = 'filed';

CREATE TABLE supervision_round (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    scope TEXT NOT NULL,
    document TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    office TEXT NOT NULL,
    partners TEXT NOT NULL,
    units TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    closed_at BIGINT,
    summary TEXT NOT NULL,
    reported_to TEXT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, number),
    CHECK ((state = 'draft') = (decided_at IS NULL)),
    CHECK ((state = 'over') = (closed_at IS NOT NULL)),
    CHECK (document <> ''),
    CHECK (from_day <= to_day),
    CHECK (number <> ''),
    CHECK (scope <> ''),
    CHECK (state IN ('draft', 'open', 'over', 'dropped')),
    CHECK (state NOT IN ('open', 'over') OR decided_by <> proposed_by),
    CHECK (title <> '')
);

CREATE TABLE supervision_urge (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    finding_id TEXT NOT NULL,
    run BIGINT NOT NULL,
    escalated BIGINT NOT NULL,
    letter_id TEXT NOT NULL,
    letter TEXT NOT NULL,
    due TEXT NOT NULL,
    reason TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    day TEXT NOT NULL,
    answered_by TEXT,
    answered_at BIGINT,
    answer TEXT,
    PRIMARY KEY (county, id),
    FOREIGN KEY (county, finding_id) REFERENCES supervision_finding (county, id),
    CHECK ((answered_at IS NULL) = (answer IS NULL)),
    CHECK (escalated IN (0, 1)),
    CHECK (letter <> ''),
    CHECK (reason <> '')
);
CREATE INDEX supervision_urge_finding ON supervision_urge (county, finding_id, id);
CREATE INDEX supervision_urge_waiting ON supervision_urge (county, due) WHERE answered_at IS NULL;

CREATE TABLE supervision_visit (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    skipped BIGINT NOT NULL,
    day TEXT NOT NULL,
    words TEXT NOT NULL,
    account TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    UNIQUE (county, round_id, unit),
    FOREIGN KEY (county, round_id) REFERENCES supervision_round (county, id),
    CHECK (skipped IN (0, 1)),
    CHECK (words <> '')
);

CREATE TABLE workdays_edition (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    book TEXT NOT NULL,
    former TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (county, id),
    CHECK (book <> former)
);

CREATE TABLE workdays_notice (
    county TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    no TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    published TEXT NOT NULL,
    days TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    confirmed_by TEXT,
    confirmed_at BIGINT,
    reason TEXT,
    PRIMARY KEY (county, id),
    CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by),
    CHECK (no <> ''),
    CHECK (state <> 'confirmed' OR (confirmed_by IS NOT NULL AND confirmed_at IS NOT NULL)),
    CHECK (state <> 'withdrawn' OR reason IS NOT NULL),
    CHECK (state IN ('proposed', 'confirmed', 'withdrawn')),
    CHECK (title <> '')
);
CREATE INDEX workdays_notice_confirmed ON workdays_notice (county, published) WHERE state = 'confirmed';
CREATE UNIQUE INDEX workdays_notice_open ON workdays_notice (county, no) WHERE state = 'proposed';
