import type { Migration } from './migrate.ts'

/** The steps of the schema, in the subset of SQL that SQLite and PostgreSQL both read (ADR 0003). Never edit a released one. */
export const MIGRATIONS: readonly Migration[] = [
  {
    id: 1,
    name: 'acts, ledger, feeds, records, people',
    text: `
create table act (
  id text primary key,
  issuer text not null,
  type text not null,
  subject text not null,
  issued_at text not null,
  applied_at text not null,
  content bytea,
  mark text not null
);
create index act_by_subject on act (subject);
create table content_key (
  subject text primary key,
  wrapped bytea not null
);
create table envelope (
  act_id text primary key references act (id),
  bytes bytea not null
);
create table log_head (
  log text primary key,
  size bigint not null,
  tree text not null
);
create table leaf (
  log text not null,
  position bigint not null,
  salt bytea,
  commitment bytea not null,
  leaf_hash bytea not null,
  logged_at text not null,
  act_id text,
  entry bytea,
  primary key (log, position)
);
create index leaf_by_act on leaf (act_id);
create index leaf_by_time on leaf (logged_at);
create table checkpoint (
  log text not null,
  size bigint not null,
  root text not null,
  made_at text not null,
  note text not null,
  mark text not null,
  primary key (log, size)
);
create table feed_head (
  peer text not null,
  direction text not null,
  number bigint not null,
  item_hash text not null,
  changed_at text,
  primary key (peer, direction)
);
create table feed_out (
  recipient text not null,
  number bigint not null,
  act_id text not null references act (id),
  item text not null,
  primary key (recipient, number)
);
create index feed_out_by_act on feed_out (act_id);
create table feed_in (
  issuer text not null,
  number bigint not null,
  item text not null,
  act_id text,
  refusals text,
  applied_at text not null,
  mark text not null,
  primary key (issuer, number)
);
create table receipt (
  member text primary key,
  number bigint not null,
  received_at text not null,
  receipt text not null
);
create table record (
  id text primary key,
  database_name text not null,
  owner text not null,
  version bigint not null,
  act_id text not null references act (id),
  recorded_at text not null,
  withdrawn_at text
);
create index record_by_database on record (database_name, id);
create index record_by_owner on record (owner, id);
create table erasure_due (
  record_id text primary key,
  order_id text not null,
  owner text not null,
  erased_rows bigint not null,
  erased_keys bigint not null,
  erased_envelopes bigint not null,
  index_entries bigint not null,
  due_since text not null
);
create table erasure_confirmed (
  record_id text not null,
  holder text not null,
  confirmed_at text not null,
  act_id text not null references act (id),
  primary key (record_id, holder)
);
create table hit (
  id text primary key,
  box text not null,
  reporter text not null,
  owner text not null,
  record_id text not null,
  reported_at text not null,
  act_id text not null references act (id)
);
create index hit_by_record on hit (record_id);
create table check_made (
  id text primary key,
  made_at text not null,
  account text not null,
  entity text not null,
  purpose text not null,
  expires_at text not null,
  content bytea not null
);
create index check_by_expiry on check_made (expires_at);
create table check_candidate (
  check_id text not null references check_made (id),
  record_id text not null,
  score text not null,
  decision text,
  reason bytea,
  decided_at text,
  hit_id text,
  primary key (check_id, record_id)
);
create index candidate_by_record on check_candidate (record_id);
create table import_entry (
  list text not null,
  entry text not null,
  record_id text not null,
  digest text not null,
  primary key (list, entry)
);
create table account (
  id text primary key,
  display_name text not null,
  entity text not null,
  roles text not null,
  language text not null,
  is_demonstration bigint not null,
  password_hash text,
  created_at text not null
);
create table session (
  token_hash bytea primary key,
  account text not null references account (id),
  opened_at text not null,
  expires_at text not null
);
`,
  },
  {
    id: 2,
    name: 'passenger lists',
    text: `
create table batch (
  id text primary key,
  account text not null,
  name_digest text not null,
  purpose text not null,
  place_digest text not null,
  next_position bigint not null,
  expires_at text not null,
  unique (account, name_digest)
);
create index batch_by_expiry on batch (expires_at);
create table batch_block (
  id text primary key,
  batch_id text not null references batch (id),
  first_position bigint not null,
  row_count bigint not null,
  made_at text not null,
  expires_at text not null,
  content bytea not null
);
create index batch_block_by_position on batch_block (batch_id, first_position);
create index batch_block_by_expiry on batch_block (expires_at);
alter table check_made add column block_id text;
`,
  },
  {
    id: 3,
    name: 'changes of records',
    text: `
alter table record add column change_number bigint not null default 0;
create index record_by_change on record (change_number);
`,
  },
]
