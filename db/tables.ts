// Made from db/migrations by `npm run tables`; do not edit.
import type { Generated, GeneratedAlways } from 'kysely'

export interface Database {
  account: {
    body_id: number
    person_id: string
    login: string
    password_hash: string | null
    failures: Generated<number>
    locked_until: Date | null
    disabled_at: Date | null
    must_change: Generated<boolean>
    external_id: string | null
    signed_in_at: Date | null
    detached_at: Date | null
  }
  account_reset: {
    body_id: number
    person_id: string
    token_hash: Buffer
    issued_by: string
    expires_at: Date
  }
  adoption: {
    body_id: number
    topic_id: string
    section_id: string
    person_id: string
    adopted_on: string
    hours_saved: string | null
    measured: Generated<string>
    note: Generated<string>
    updated_at: Generated<Date>
  }
  answer: {
    body_id: number
    id: string
    topic_id: string
    author_id: string | null
    section_id: string | null
    anonymous: Generated<boolean>
    body: string
    html: string
    revision: Generated<number>
    accepted_at: Date | null
    accepted_by: string | null
    solved_count: Generated<number>
    comment_count: Generated<number>
    created_at: Generated<Date>
    updated_at: Generated<Date>
    verify_by: string | null
    verified_at: Date | null
    verify_step: string | null
    verify_asked: Generated<string[]>
    verify_asked_on: string | null
    hidden_at: Date | null
  }
  api_token: {
    body_id: number
    id: string
    token_hash: Buffer
    person_id: string
    name: string
    purpose: Generated<string>
    created_at: Generated<Date>
    expires_at: Date
    last_used_at: Date | null
  }
  approval_delegate: {
    body_id: number
    id: string
    head_id: string
    delegate_id: string
    valid_from: string
    valid_to: string
    reason: Generated<string>
  }
  ask: {
    body_id: number
    id: string
    topic_id: string
    person_id: string
    step: string
    state: Generated<string>
    reasons: unknown
    asked_at: Generated<Date>
    due_at: Date
    ended_at: Date | null
    note: Generated<string>
  }
  assessment: {
    body_id: number
    id: string
    person_id: string
    framework: string
    subject: string
    skills: string[]
    settings: unknown
    seed: number
    seen: string[]
    worn: unknown
    turn: Generated<number>
    asked_code: string | null
    asked_version: number | null
    asked_trial: Generated<boolean>
    asked_skill: string | null
    asked_parameters: unknown
    asked_at: Date | null
    started_at: Generated<Date>
    ended_at: Date | null
    end_reason: string | null
    unusual: boolean | null
  }
  assessment_answer: {
    body_id: number
    assessment_id: string
    turn: number
    code: string
    version: number
    skill: string
    trial: boolean
    parameters: unknown
    given: string[]
    category: number
    seconds: number
    answered_at: Generated<Date>
  }
  assessment_invitation: {
    body_id: number
    id: string
    person_id: string
    subject: string
    invited_by: string
    words: Generated<string>
    at: Generated<Date>
  }
  assessment_result: {
    body_id: number
    assessment_id: string
    skill: string
    items: number
    mean: number
    low: number
    high: number
  }
  attachment: {
    body_id: number
    id: string
    topic_id: string | null
    subject_kind: string | null
    subject_id: string | null
    uploader_id: string
    name: string
    media_type: string
    size: number
    sha256: Buffer
    width: number | null
    height: number | null
    content: Buffer | null
    created_at: Generated<Date>
  }
  attendance: {
    body_id: number
    meeting_id: string
    person_id: string
    by_code: boolean
    at: Generated<Date>
  }
  audit_entry: {
    body_id: number
    seq: number
    at: Date
    payload: string
    previous: Buffer
    hash: Buffer
  }
  audit_head: {
    body_id: number
    seq: number
    hash: Buffer
  }
  body: {
    body_id: GeneratedAlways<number>
    code: string
    name: string
    kana: Generated<string>
    demo: Generated<boolean>
    revision: Generated<number>
    created_at: Generated<Date>
  }
  calibration: {
    body_id: number
    id: string
    framework: string
    area: string
    asked_by: string
    asked_at: Generated<Date>
    state: Generated<string>
    done_at: Date | null
    people: number | null
    iterations: number | null
    adopted_at: Date | null
    adopted_by: string | null
  }
  certificate: {
    body_id: number
    id: string
    person_id: string
    kind: string
    state: string
    title: string
    issuer: string
    issued_on: string
    expires_on: string | null
    framework: string
    skill: string | null
    level: number | null
    credential_id: string | null
    achievement: string | null
    issuer_identifier: string | null
    reason: Generated<string>
    name: string
    media_type: string
    content: Buffer
    revision: Generated<number>
    submitted_at: Generated<Date>
    decided_by: string | null
    decided_at: Date | null
  }
  cohort: {
    body_id: number
    id: string
    course_id: string
    name: string
    seats: number | null
    framed: Generated<number>
    apply_until: string
    note: Generated<string>
    cancelled_reason: string | null
    revision: Generated<number>
  }
  comment: {
    body_id: number
    id: string
    topic_id: string
    answer_id: string | null
    author_id: string | null
    section_id: string | null
    anonymous: Generated<boolean>
    body: string
    html: string
    revision: Generated<number>
    created_at: Generated<Date>
    updated_at: Generated<Date>
    hidden_at: Date | null
  }
  conduct_agreement: {
    body_id: number
    person_id: string
    version: number
    at: Generated<Date>
  }
  course: {
    body_id: number
    id: string
    code: string | null
    provider: string
    title: string
    summary: Generated<string>
    form: string
    tier: Generated<string>
    hours: number
    lodging: Generated<boolean>
    place: Generated<string>
    url: Generated<string>
    fee: Generated<number>
    payer: string
    apply_by: string
    completion: string
    opens_skill: string | null
    opens_level: number | null
    fiscal_year: number | null
    checked_on: string | null
    status: string
    source: Generated<string>
    retired_at: Date | null
    revision: Generated<number>
    updated_at: Generated<Date>
  }
  course_skill: {
    body_id: number
    course_id: string
    framework: string
    skill: string
    level: number
    from_level: Generated<number>
  }
  course_survey: {
    body_id: number
    enrolment_id: string
    useful: number
    fitting: number
    words: Generated<string>
    at: Generated<Date>
  }
  credential_issuer: {
    body_id: number
    id: string
    name: string
    identifier: string
    keys: unknown
    added_by: string
    added_at: Generated<Date>
    removed_at: Date | null
  }
  credential_meaning: {
    body_id: number
    identifier: string
    achievement: string
    framework: string
    skill: string
    level: number
  }
  crosswalk: {
    body_id: number
    version_id: string
    skill: string
    to_framework: string
    to_skill: string
  }
  digest: {
    body_id: number
    person_id: string
    day: string
    rhythm: string
    state: Generated<string>
    created_at: Generated<Date>
    sent_at: Date | null
  }
  end_reminder: {
    body_id: number
    id: string
    told_at: Generated<Date>
  }
  enrolment: {
    body_id: number
    id: string
    course_id: string
    cohort_id: string | null
    person_id: string
    state: string
    recommended: Generated<boolean>
    words: Generated<string>
    asked_at: Generated<Date>
    decide_by: Date | null
    escalated_at: Date | null
    decided_by: string | null
    decided_at: Date | null
    reason: Generated<string>
    report: Generated<string>
    completed_on: string | null
    hours: number | null
    revision: Generated<number>
  }
  enrolment_step: {
    body_id: number
    id: string
    enrolment_id: string
    state: string
    by_person: string | null
    reason: Generated<string>
    at: Generated<Date>
  }
  evidence: {
    body_id: number
    id: string
    person_id: string
    framework: string
    skill: string
    kind: string
    level: number | null
    error: number | null
    part: string | null
    shown_on: string
    recorded_at: Generated<Date>
    recorded_by: string | null
    source_kind: Generated<string>
    source_id: string | null
    link: Generated<string>
    note: Generated<string>
  }
  evidence_withdrawal: {
    body_id: number
    evidence_id: string
    withdrawn_at: Generated<Date>
    withdrawn_by: string | null
    reason: string
  }
  follow: {
    body_id: number
    person_id: string
    subject_kind: string
    subject_id: string
    created_at: Generated<Date>
  }
  framework_area: {
    body_id: number
    version_id: string
    code: string
    seq: number
    name: string
    description: Generated<string>
    category: Generated<string>
  }
  framework_in_use: {
    body_id: number
    code: string
    version_id: string
  }
  framework_publication: {
    body_id: number
    version_id: string
    published_at: Generated<Date>
    published_by: string | null
    note: Generated<string>
    retired_at: Date | null
    retired_by: string | null
  }
  framework_version: {
    body_id: number
    id: string
    code: string
    version: string
    name: string
    description: Generated<string>
    source: Generated<string>
    licence: Generated<string>
    status: string
    levels: string[]
    shipped: Generated<boolean>
    base_id: string | null
    revision: Generated<number>
    changes: Generated<number>
    created_by: string | null
    created_at: Generated<Date>
  }
  helper_profile: {
    body_id: number
    person_id: string
    willing: Generated<boolean>
    weekly_cap: Generated<number>
    away_until: string | null
  }
  identity: {
    body_id: number
    provider_id: string
    subject: string
    person_id: string
    linked_at: Generated<Date>
  }
  identity_provider: {
    body_id: number
    id: string
    kind: string
    label: string
    settings: unknown
    secret: Buffer | null
    matched_by: string
    disabled_at: Date | null
  }
  interest: {
    body_id: number
    person_id: string
    tag_id: string
    created_at: Generated<Date>
  }
  item: {
    body_id: number
    code: string
    framework: string
    skill: string
    state: string
    version: number
    shipped: Generated<boolean>
    reason: Generated<string>
    revision: Generated<number>
    updated_at: Generated<Date>
  }
  item_calibration: {
    body_id: number
    calibration_id: string
    code: string
    version: number
    answers: number
    parameters: unknown
    errors: unknown
    fit_p: number | null
  }
  item_review: {
    body_id: number
    id: string
    code: string
    version: number
    reviewer_id: string
    outcome: string
    words: Generated<string>
    at: Generated<Date>
  }
  item_version: {
    body_id: number
    code: string
    version: number
    level: number
    kind: string
    document: unknown
    enemies: Generated<string[]>
    parameters: unknown
    calibration_id: string | null
    written_by: string | null
    written_at: Generated<Date>
  }
  leader: {
    body_id: number
    id: string
    person_id: string
    valid_from: string
    valid_to: string
    reason: Generated<string>
    appointed_by: string
    appointed_at: Generated<Date>
    ended_on: string | null
    end_reason: Generated<string>
  }
  leader_nomination: {
    body_id: number
    id: string
    person_id: string
    nominated_by: string
    words: Generated<string>
    state: string
    reason: Generated<string>
    answered_by: string | null
    nominated_at: Generated<Date>
    answered_at: Date | null
    revision: Generated<number>
  }
  live_event: {
    body_id: number
    seq: GeneratedAlways<number>
    xid: Generated<string>
    channel: string
    kind: string
    payload: unknown
    at: Generated<Date>
  }
  meeting: {
    body_id: number
    id: string
    cohort_id: string
    starts_at: Date
    ends_at: Date
    place: Generated<string>
    link: Generated<string>
    code: string
  }
  mention: {
    body_id: number
    subject_kind: string
    subject_id: string
    person_id: string
  }
  migration: {
    name: string
    at: Generated<Date>
  }
  moderation: {
    body_id: number
    id: string
    subject_kind: string
    subject_id: string
    topic_id: string
    action: string
    reason: string
    moderator_id: string
    at: Generated<Date>
  }
  notice: {
    body_id: number
    id: string
    person_id: string
    kind: string
    subject_kind: string
    subject_id: string
    topic_id: string | null
    title: string
    actor_name: Generated<string>
    at: Generated<Date>
    read_at: Date | null
    mailed_at: Date | null
  }
  notice_preference: {
    body_id: number
    person_id: string
    mail: Generated<string>
    muted_kinds: Generated<string[]>
  }
  person: {
    body_id: number
    id: string
    staff_number: string
    name: string
    kana: Generated<string>
    mail: string | null
    employment: Generated<string>
    joined_on: string | null
    left_on: string | null
    created_at: Generated<Date>
    revision: Generated<number>
    name_key: GeneratedAlways<string>
    kana_key: GeneratedAlways<string>
  }
  post: {
    body_id: number
    id: string
    person_id: string
    section_id: string
    kind: string
    title: Generated<string>
    head: Generated<boolean>
    valid_from: string
    valid_to: string | null
  }
  practice: {
    body_id: number
    topic_id: string
    problem: string
    steps: string[]
    effect: string
    hours_saved: string | null
    measured: Generated<string>
    cautions: Generated<string>
    origin_id: string | null
  }
  profile_choice: {
    body_id: number
    person_id: string
    shown_to_colleagues: Generated<boolean>
    target: string | null
    updated_at: Generated<Date>
  }
  profile_look: {
    body_id: number
    id: string
    person_id: string
    looked_by: string
    as_role: string
    view: string
    purpose: Generated<string>
    at: Generated<Date>
  }
  provider: {
    body_id: number
    code: string
    name: string
    note: Generated<string>
    url: Generated<string>
    status: string
    source: Generated<string>
  }
  rate_window: {
    body_id: number
    key: string
    starts_at: Date
    count: number
  }
  recognition: {
    body_id: number
    id: string
    person_id: string
    decision: string
    reason: string
    criteria: unknown
    findings: unknown
    valid_to: string | null
    decided_by: string
    decided_at: Generated<Date>
  }
  recognition_wish: {
    body_id: number
    person_id: string
    declined: Generated<boolean>
    shown: Generated<boolean>
    updated_at: Generated<Date>
  }
  report: {
    body_id: number
    id: string
    subject_kind: string
    subject_id: string
    topic_id: string
    reporter_id: string
    reason: string
    note: Generated<string>
    at: Generated<Date>
    state: Generated<string>
    handled_by: string | null
    handled_at: Date | null
    answer_note: Generated<string>
  }
  resolution: {
    body_id: number
    id: string
    person_id: string
    topic_id: string
    answer_id: string | null
    query: Generated<string>
    place: string
    at: Generated<Date>
  }
  revision: {
    body_id: number
    subject_kind: string
    subject_id: string
    number: number
    title: string | null
    body: string
    editor_id: string | null
    at: Date
  }
  role_grant: {
    body_id: number
    id: string
    person_id: string
    role: string
    valid_from: string
    valid_to: string
    granted_by: string | null
    reason: Generated<string>
  }
  routing: {
    body_id: number
    topic_id: string
    step: string | null
    next_at: Date | null
  }
  search_delta: {
    body_id: number
    id: string
    added: number[]
    removed: number[]
    documents: number
    lengths: number[]
  }
  search_document: {
    body_id: number
    id: string
    kind: string
    audience_id: string | null
    hidden: Generated<boolean>
    axis: string | null
    section_id: string | null
    tag_ids: Generated<string[]>
    solved: Generated<boolean>
    created_at: Date
    active_at: Date
    standing: Generated<number>
    terms: number[]
    vector: Buffer
  }
  search_statistics: {
    body_id: number
    documents: Generated<number>
    lengths: Generated<number[]>
  }
  search_term: {
    body_id: number
    hash: number
    documents: number
  }
  search_text: {
    body_id: number
    id: string
    title: string
    body: string
  }
  section: {
    body_id: number
    id: string
    code: string
  }
  section_period: {
    body_id: number
    section_id: string
    valid_from: string
    valid_to: string | null
    name: string
    kana: Generated<string>
    kind: Generated<string>
    parent_id: string | null
    duties: Generated<string>
  }
  session: {
    body_id: number
    token_hash: Buffer
    person_id: string
    created_at: Generated<Date>
    last_seen_at: Generated<Date>
    expires_at: Date
    address: Generated<string>
    agent: Generated<string>
    provider_id: string | null
  }
  setting: {
    body_id: number
    key: string
    value: unknown
    updated_at: Generated<Date>
  }
  sign_in_attempt: {
    body_id: number
    state_hash: Buffer
    provider_id: string
    verifier: string
    nonce: string
    return_to: string
    expires_at: Date
  }
  skill: {
    body_id: number
    version_id: string
    code: string
    area: string
    seq: number
    name: string
    description: Generated<string>
    axes: Generated<string[]>
    levels: Generated<string[]>
    examples: Generated<string[]>
    status: string
    source: Generated<string>
    revision: Generated<number>
  }
  skill_estimate: {
    body_id: number
    framework: string
    skill: string
    person_id: string
    mean: number
    variance: number
    as_of: string
    own_rows: number
    last_on: string | null
  }
  skill_place: {
    body_id: number
    framework: string
    skill: string
    place: number
  }
  skill_reach: {
    body_id: number
    framework: string
    person_id: string
    as_of: string
    reached: number[]
  }
  staff_import: {
    body_id: number
    id: string
    kind: string
    status: Generated<string>
    file_name: string
    format: string
    encoding: string
    header_line: number
    header: string[]
    row_count: number
    sheet: Buffer | null
    mapping: unknown
    mode: string | null
    as_of: string | null
    fingerprint: string | null
    summary: unknown
    refusals: unknown
    done: Generated<number>
    total: Generated<number>
    progress_at: Date | null
    created_by: string
    created_at: Generated<Date>
    applied_at: Date | null
  }
  staff_import_change: {
    body_id: number
    import_id: string
    seq: number
    kind: string
    code: string
    name: string
    section_codes: Generated<string[]>
    before: unknown
    after: unknown
    steps: unknown
  }
  staff_import_mapping: {
    body_id: number
    kind: string
    header_key: string
    mapping: unknown
    used_at: Generated<Date>
  }
  synonym: {
    body_id: number
    id: string
    words: string[]
    updated_at: Generated<Date>
  }
  tag: {
    body_id: number
    id: string
    name: string
    key: string
    topic_count: Generated<number>
  }
  tag_skill: {
    body_id: number
    tag_key: string
    tag: string
    framework: string
    skill: string
  }
  target: {
    body_id: number
    version_id: string
    profile: string
    skill: string
    level: number
  }
  target_profile: {
    body_id: number
    version_id: string
    code: string
    kind: string
    seq: number
    name: string
    description: Generated<string>
    status: string
    revision: Generated<number>
  }
  topic: {
    body_id: number
    id: string
    kind: string
    title: string
    body: string
    html: string
    axis: string | null
    author_id: string | null
    section_id: string | null
    anonymous: Generated<boolean>
    audience_id: string | null
    status: Generated<string>
    revision: Generated<number>
    answer_count: Generated<number>
    comment_count: Generated<number>
    accepted_count: Generated<number>
    solved_count: Generated<number>
    created_at: Generated<Date>
    updated_at: Generated<Date>
    active_at: Generated<Date>
    first_answer_at: Date | null
    solved_at: Date | null
    hidden_at: Date | null
    source: string | null
    source_key: string | null
  }
  topic_tag: {
    body_id: number
    topic_id: string
    tag_id: string
  }
  webhook: {
    body_id: number
    id: string
    name: string
    url: string
    secret: string
    format: Generated<string>
    events: string[]
    active: Generated<boolean>
    created_at: Generated<Date>
  }
  webhook_delivery: {
    body_id: number
    id: string
    webhook_id: string
    event: string
    payload: unknown
    state: Generated<string>
    attempts: Generated<number>
    last_error: string | null
    created_at: Generated<Date>
    delivered_at: Date | null
    next_at: Date | null
  }
  willingness: {
    body_id: number
    person_id: string
    reform: Generated<boolean>
    learn: Generated<boolean>
    teach: Generated<boolean>
    hours_per_week: Generated<number>
    free_from: string | null
    words: Generated<string>
    shown_to: Generated<string>
    revision: Generated<number>
    updated_at: Generated<Date>
  }
}
