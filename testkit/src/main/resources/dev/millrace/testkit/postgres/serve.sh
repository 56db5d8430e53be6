# Runs one PostgreSQL and obeys what is written to it, a word and maybe a number a line, with one
# line of answer each. When nobody can write any more, because the process that began this has
# ended in whatever way, it stops the server and removes its folder.
# Arguments: a folder that is there and empty, the folder of the programs, a password, on or off.
folder=$1
programs=$2
data=$folder/data
# An interrupt at the terminal goes to all of its processes; the end of the input is what counts.
trap '' INT TERM HUP

printf '%s\n' "$3" >"$folder/password"
# An order of a language, as a person's database may have, in which a stands next to A.
"$programs/initdb" -D "$data" -U millrace --pwfile="$folder/password" --auth=password \
  --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en --no-sync \
  >"$folder/initdb.log" 2>&1 || {
  echo "failed: $(tr '\n' ' ' <"$folder/initdb.log")"
  rm -rf "$folder"
  exit 1
}
cat >>"$data/postgresql.conf" <<SETTINGS
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = $4
max_connections = 200
shared_buffers = 64MB
SETTINGS

stop() { "$programs/pg_ctl" -D "$data" -m "$1" -w stop >/dev/null 2>&1; }

echo ready
while read -r wish port; do
  case $wish in
    start)
      if "$programs/pg_ctl" -D "$data" -l "$folder/log" -o "-p $port" -w -t 60 start \
        >/dev/null 2>&1 </dev/null; then
        echo started
      else
        echo "failed: $(tail -n 3 "$folder/log" | tr '\n' ' ')"
      fi
      ;;
    crash) stop immediate && echo crashed ;;
  esac
done
stop immediate
rm -rf "$folder"
