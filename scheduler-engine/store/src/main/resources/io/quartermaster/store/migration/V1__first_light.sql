-- One dialect for MySQL, MariaDB and H2 in MySQL mode. Instants are UTC milliseconds of the database's clock (BIGINT, names end in _at).
-- Two pens: what operators write (config, job, calendar, access_key) is never written by the engine, and what the engine writes
-- (job_schedule, trigger_record, record_event, server, server_drain, tenure, slot, leadership, client_session, client_handler) never by
-- an operator.
-- Texts are in people's own scripts, so every table says its character set: a schema's own may be latin1.
-- The command tables are where one asks the other; the audit table is only ever added to.

-- The operations guide's table, whose two statements must run as they stand.
create table config (
  id bigint not null auto_increment primary key,
  instance_id varchar(64) not null,
  config_key varchar(64) not null,
  config_value text not null,
  gmt_modify timestamp(3) not null default current_timestamp(3),
  unique key uk_config_instance_id_config_key (instance_id, config_key)
) default charset = utf8mb4;

create table access_key (
  access_key varchar(64) not null primary key,
  instance_id varchar(64) not null,
  secret varchar(128) not null,
  enabled tinyint not null default 1,
  created_at bigint not null
) default charset = utf8mb4;

create table job (
  id bigint not null auto_increment primary key,
  instance_id varchar(64) not null,
  name varchar(128) not null,
  group_name varchar(64) not null,
  description varchar(1000) not null,
  job_type varchar(16) not null,
  application varchar(64) not null,
  target varchar(128) not null,
  trigger_kind varchar(16) not null,
  cron varchar(255),
  time_zone varchar(64),
  fire_at bigint,
  every_ms bigint,
  effective_from_at bigint,
  expires_at bigint,
  zones varchar(1000),
  missed varchar(16) not null,
  timeout_ms bigint not null,
  on_timeout varchar(16) not null,
  retries int not null,
  back_off_ms bigint not null,
  exclusive_run tinyint not null,
  communication varchar(16) not null,
  routing varchar(16) not null,
  params text not null,
  calendar varchar(64),
  retention_days int,
  work_plan text,
  enabled tinyint not null,
  version int not null,
  updated_by varchar(128) not null,
  updated_at bigint not null,
  unique key uk_job_instance_id_name (instance_id, name),
  key ix_job_updated_at (updated_at)
) default charset = utf8mb4;

-- The versions of topologies, by the operators' pen. At most one is PUBLISHED, and one DRAFT of each baseline. revision grows
-- with every save, so that a stale one is refused. A run reads the versions it is bound to for as long as it lives. nodes
-- counts those of the definition, for lists that do not read it; note is what was said when it was published.
create table topology_version (
  job_id bigint not null,
  number int not null,
  state varchar(16) not null,
  baseline int not null,
  definition mediumtext not null,
  nodes int not null,
  revision int not null,
  updated_by varchar(128) not null,
  updated_at bigint not null,
  note varchar(255),
  primary key (job_id, number),
  key ix_topology_version_job_id_state (job_id, state)
) default charset = utf8mb4;

-- Days on which jobs do not fire. Its days are text, a day or a range a line; every save also counts up the version of the
-- jobs that name it, so that they are planned anew.
create table calendar (
  instance_id varchar(64) not null,
  name varchar(64) not null,
  description varchar(1000) not null,
  weekly_off varchar(100) not null,
  days mediumtext not null,
  version int not null,
  updated_by varchar(128) not null,
  updated_at bigint not null,
  primary key (instance_id, name)
) default charset = utf8mb4;

-- What is gone leaves no date behind to be found by. An operator's pen writes here which job was deleted, and the engine
-- removes the row when it has stopped planning for it.
create table deleted_job (
  job_id bigint not null primary key,
  deleted_at bigint not null
) default charset = utf8mb4;

-- The engine's side of a job. It is computed from one version of the job and recomputed when that changes.
create table job_schedule (
  job_id bigint not null primary key,
  job_version int not null,
  slot int not null,
  load_per_hour double not null,
  next_due_at bigint,
  last_record_id bigint,
  last_status varchar(16),
  last_due_at bigint,
  last_fired_at bigint,
  last_finished_at bigint,
  owner_epoch bigint not null,
  key ix_job_schedule_next_due_at (next_due_at),
  key ix_job_schedule_slot_load_per_hour (slot, load_per_hour)
) default charset = utf8mb4;

-- The ledger: one row for each due time of each job, whoever plans it and however often. Its columns tell the usual story of
-- a firing (planned, fired, decided, closed); what is out of the usual is told in record_event.
create table trigger_record (
  id bigint not null auto_increment primary key,
  instance_id varchar(64) not null,
  job_id bigint not null,
  slot int not null,
  job_name varchar(128) not null,
  job_version int not null,
  trace_id varchar(64) not null,
  reason varchar(16) not null,
  status varchar(16) not null,
  attempt int not null,
  retry_of bigint,
  planned_at bigint not null,
  due_at bigint not null,
  fired_at bigint,
  finished_at bigint,
  deadline_at bigint,
  decision varchar(2000),
  zone varchar(255),
  client varchar(255),
  client_session varchar(64),
  result text,
  error text,
  reported tinyint not null default 0,
  progress varchar(1000),
  server_id varchar(64),
  owner_epoch bigint not null,
  unique key uk_trigger_record_job_id_due_at (job_id, due_at),
  key ix_trigger_record_status_due_at (status, due_at),
  key ix_trigger_record_instance_id_due_at (instance_id, due_at, id),
  key ix_trigger_record_trace_id (trace_id)
) default charset = utf8mb4;

-- What happened to a firing beyond the usual, in order, never changed.
create table record_event (
  record_id bigint not null,
  seq int not null,
  happened_at bigint not null,
  kind varchar(32) not null,
  detail text not null,
  owner_epoch bigint not null,
  primary key (record_id, seq)
) default charset = utf8mb4;

-- What happened in the runs of topologies: append-only, and all there is to know of a run. A run is a trigger record of a
-- job of type TOPOLOGY; its server appends, fenced by its tenure, before it acts.
create table topology_event (
  record_id bigint not null,
  seq bigint not null,
  happened_at bigint not null,
  fact mediumtext not null,
  primary key (record_id, seq)
) default charset = utf8mb4;

-- How a run is to begin, where somebody wanted it otherwise than usual; written with its record.
create table topology_begin (
  record_id bigint not null primary key,
  options mediumtext not null
) default charset = utf8mb4;

-- The versions a run is bound to: its own (job_id of the record) and those of the topologies within.
create table topology_bound (
  record_id bigint not null,
  job_id bigint not null,
  number int not null,
  primary key (record_id, job_id)
) default charset = utf8mb4;

-- The latest line of progress of each node of a run. It is beside the log and not in it: nothing is decided by it, and any
-- server a client is linked to may write it. began_seq is the line of the log that began the attempt.
create table topology_progress (
  record_id bigint not null,
  node varchar(500) not null,
  pass int not null,
  attempt int not null,
  began_seq bigint not null,
  line varchar(1000) not null,
  happened_at bigint not null,
  primary key (record_id, node)
) default charset = utf8mb4;

-- What comes to a run from elsewhere than its own server: what people ask for, answered in place, and what clients reported
-- to another server.
create table topology_input (
  id bigint not null auto_increment primary key,
  record_id bigint not null,
  slot int not null,
  input mediumtext not null,
  idempotency_key varchar(128) not null,
  asked_by varchar(128) not null,
  asked_from varchar(128) not null,
  requested_at bigint not null,
  state varchar(16) not null,
  answer varchar(1000),
  answered_at bigint,
  unique key uk_topology_input_idempotency_key (idempotency_key),
  key ix_topology_input_record_id (record_id),
  key ix_topology_input_state_id (state, id)
) default charset = utf8mb4;

-- Work that is cut up: of a cluster job, of a simple job in shards or steps, or of such a node of a topology. trigger_id is
-- the record's id, or that of the node's attempt. plan is the job as it was when the run began, stage the handler it is at,
-- params what was given and what the handlers put so far. A run that is CANCEL or TIMEOUT and not finished waits for what it
-- asked to stop.
create table work_run (
  id bigint not null auto_increment primary key,
  trigger_id varchar(600) not null,
  record_id bigint not null,
  slot int not null,
  instance_id varchar(64) not null,
  job_id bigint not null,
  plan mediumtext not null,
  status varchar(16) not null,
  stage int not null,
  params mediumtext not null,
  error text,
  started_at bigint not null,
  finished_at bigint,
  unique key uk_work_run_trigger_id (trigger_id),
  key ix_work_run_record_id (record_id),
  key ix_work_run_finished_at_slot (finished_at, slot)
) default charset = utf8mb4;

-- The pieces of a run. attempt grows with every time a piece is sent anew; a result of an earlier attempt changes nothing.
-- The counts are of items; total and succeed are what the handler says of its progress.
create table work_chunk (
  run_id bigint not null,
  number int not null,
  stage int not null,
  task varchar(16) not null,
  parent int,
  zone varchar(64),
  data_type varchar(255) not null,
  data mediumtext not null,
  status varchar(16) not null,
  attempt int not null,
  instance varchar(64),
  client varchar(255),
  sent_at bigint,
  finished_at bigint,
  read_items bigint not null default 0,
  written_items bigint not null default 0,
  failed_items bigint not null default 0,
  total bigint,
  succeed bigint,
  message varchar(2000),
  primary key (run_id, number),
  key ix_work_chunk_run_id_status (run_id, status, number),
  key ix_work_chunk_run_id_instance (run_id, instance)
) default charset = utf8mb4;

-- The machines of a run: one row for each client process that had a part in it, or was there to have one. A run is over when
-- every chunk has ended and every one of these has reported, or is gone.
create table work_instance (
  run_id bigint not null,
  instance varchar(64) not null,
  client varchar(255) not null,
  zone varchar(64) not null,
  status varchar(16) not null,
  opened_at bigint not null,
  finished_at bigint,
  chunks int not null default 0,
  message varchar(2000),
  primary key (run_id, instance)
) default charset = utf8mb4;

-- What clients said of chunks to another server than the one that has the run, until that one has taken it.
create table work_report (
  id bigint not null auto_increment primary key,
  run_id bigint not null,
  trigger_id varchar(128) not null,
  said mediumtext not null,
  unique key uk_work_report_trigger_id (trigger_id),
  key ix_work_report_run_id (run_id)
) default charset = utf8mb4;

create table command (
  id bigint not null auto_increment primary key,
  instance_id varchar(64) not null,
  kind varchar(32) not null,
  job_id bigint not null,
  slot int not null,
  options mediumtext,
  idempotency_key varchar(64) not null,
  asked_by varchar(128) not null,
  asked_from varchar(128) not null,
  requested_at bigint not null,
  state varchar(16) not null,
  record_id bigint,
  answer varchar(1000),
  answered_at bigint,
  owner_epoch bigint,
  unique key uk_command_idempotency_key (idempotency_key),
  key ix_command_state_id (state, id)
) default charset = utf8mb4;

create table audit (
  id bigint not null auto_increment primary key,
  happened_at bigint not null,
  who varchar(128) not null,
  host varchar(128) not null,
  instance_id varchar(64) not null,
  action varchar(64) not null,
  object_kind varchar(32) not null,
  object_name varchar(255) not null,
  reason varchar(1000),
  before_json mediumtext,
  after_json mediumtext,
  key ix_audit_instance_id_happened_at (instance_id, happened_at, id)
) default charset = utf8mb4;

create table server (
  server_id varchar(64) not null primary key,
  epoch bigint not null,
  host varchar(128) not null,
  zone varchar(64) not null,
  link_address varchar(255) not null,
  -- Where other servers link to it, and what proves to it that they read this row; new with every start.
  peer_address varchar(255),
  peer_token varchar(64),
  log_directory varchar(1000) not null,
  version varchar(64) not null,
  started_at bigint not null,
  beat_at bigint not null,
  lease_until_at bigint not null,
  clock_offset_ms bigint not null,
  running int not null,
  fired bigint not null
) default charset = utf8mb4;

-- One span of a server's life as a member. Its number, the epoch, grows over the whole cluster and is the right by which
-- the server writes: once the span is ended, nothing it planned or decided counts any more.
create table tenure (
  epoch bigint not null auto_increment primary key,
  server_id varchar(64) not null,
  started_at bigint not null,
  ended_at bigint,
  end_reason varchar(255),
  key ix_tenure_ended_at (ended_at)
) default charset = utf8mb4;

-- Who has which slot of the jobs: owner_epoch is a tenure, 0 for nobody. The leader asks an owner to hand a slot over by
-- writing wanted_epoch; the owner does it when it has finished with the slot. revision grows with every change.
create table slot (
  slot int not null primary key,
  home varchar(64) not null,
  owner_epoch bigint not null,
  wanted_epoch bigint,
  revision bigint not null,
  key ix_slot_owner_epoch (owner_epoch)
) default charset = utf8mb4;

-- What consoles ask of one server: to drain, or to stay. It answers in place.
create table server_command (
  id bigint not null auto_increment primary key,
  server_id varchar(64) not null,
  instance_id varchar(64) not null,
  kind varchar(32) not null,
  idempotency_key varchar(64) not null,
  asked_by varchar(128) not null,
  asked_from varchar(128) not null,
  reason varchar(1000),
  requested_at bigint not null,
  state varchar(16) not null,
  answer varchar(1000),
  answered_at bigint,
  owner_epoch bigint,
  unique key uk_server_command_idempotency_key (idempotency_key),
  key ix_server_command_state_id (state, id),
  key ix_server_command_server_id_id (server_id, id)
) default charset = utf8mb4;

-- Servers that drain: each wrote its row itself when it took the wish on. It hands its slots over, finishes its work, says
-- so here, leaves, and removes the row.
create table server_drain (
  server_id varchar(64) not null primary key,
  asked_by varchar(128) not null,
  asked_at bigint not null,
  reason varchar(1000),
  drained_at bigint
) default charset = utf8mb4;

-- Whoever holds a cluster's row with a valid lease leads it; the epoch grows with every change of hands and fences the former.
create table leadership (
  cluster varchar(64) not null primary key,
  server_id varchar(64) not null,
  epoch bigint not null,
  lease_until_at bigint not null
) default charset = utf8mb4;

create table client_session (
  session_id varchar(64) not null primary key,
  server_id varchar(64) not null,
  instance_id varchar(64) not null,
  application varchar(64) not null,
  address varchar(255) not null,
  zone varchar(64) not null,
  host varchar(255) not null,
  process_id bigint not null,
  -- The same on all links of one process; null where a link was written down before this was known.
  client_id varchar(64),
  connected_at bigint not null,
  disconnected_at bigint,
  disconnect_reason varchar(255),
  key ix_client_session_instance_id (instance_id, disconnected_at)
) default charset = utf8mb4;

create table client_handler (
  session_id varchar(64) not null,
  handler varchar(128) not null,
  kind varchar(32) not null,
  primary key (session_id, handler)
) default charset = utf8mb4;
