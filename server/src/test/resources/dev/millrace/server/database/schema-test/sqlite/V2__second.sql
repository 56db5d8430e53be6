alter table thing add column name text;

update thing set name = 'kept';
