-- Answers kept for requests that come again with the same Idempotency-Key; read and written by the
-- room `http` alone. Headers are a JSON object; an empty body: there was none.
create table http_kept_answer (
  user_key varchar(64) not null,
  key_text varchar(128) not null,
  fingerprint varchar(64) not null,
  status integer not null,
  headers text not null,
  body text not null,
  at_ns bigint not null,
  primary key (user_key, key_text)
);

create index http_kept_answer_age on http_kept_answer (at_ns);
