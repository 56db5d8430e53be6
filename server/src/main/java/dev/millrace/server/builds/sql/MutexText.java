package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.MutexRole;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What a job has to do with its mutex, as a JSON object of texts. */
final class MutexText {
  private MutexText() {}

  static String write(MutexRole role) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("project", role.mutex().project());
    fields.put("name", role.mutex().name());
    fields.put("request", Long.toString(role.request()));
    fields.put("standing", role.standing().name());
    fields.put("since", role.since().toString());
    return Texts.object(fields);
  }

  static MutexRole read(String text) {
    SequencedMap<String, String> fields = Texts.map(Optional.of(text));
    return new MutexRole(
        new MutexId(field(fields, "project"), field(fields, "name")),
        Long.parseLong(field(fields, "request")),
        MutexRole.Standing.valueOf(field(fields, "standing")),
        Instant.parse(field(fields, "since")));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalStateException("field " + name + " is missing in " + fields);
    }
    return value;
  }
}
