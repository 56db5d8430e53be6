package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.MutexRole;

/** What a job has to do with its mutex, as a JSON object of texts. */
final class MutexText {
  private MutexText() {}

  static String write(MutexRole role) {
    return new TextFields()
        .put("project", role.mutex().project())
        .put("name", role.mutex().name())
        .put("request", role.request())
        .put("standing", role.standing())
        .put("since", role.since())
        .written();
  }

  static MutexRole read(String text) {
    var fields = new TextFields(text);
    return new MutexRole(
        new MutexId(fields.text("project"), fields.text("name")),
        fields.number("request"),
        MutexRole.Standing.valueOf(fields.text("standing")),
        fields.moment("since"));
  }
}
