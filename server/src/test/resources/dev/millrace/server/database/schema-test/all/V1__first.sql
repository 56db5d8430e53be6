-- A comment; with a semicolon.
create table thing (id integer not null primary key);

insert into thing (id) values (1);
