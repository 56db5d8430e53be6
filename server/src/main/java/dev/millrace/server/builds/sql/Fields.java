package dev.millrace.server.builds.sql;

import dev.millrace.engine.event.TaskResult;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.wording.Sentence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** The fields of one JSON object of texts. */
final class Fields {
  final SequencedMap<String, String> values;

  Fields() {
    values = new LinkedHashMap<>();
  }

  Fields(String text) {
    values = Texts.map(Optional.of(text));
  }

  Fields put(String name, Object value) {
    values.put(name, value.toString());
    return this;
  }

  Fields lease(JobId job, int attempt, long fence) {
    return put("job", job).put("attempt", attempt).put("fence", fence);
  }

  Fields request(JobId job, int attempt, long request) {
    return put("job", job).put("attempt", attempt).put("request", request);
  }

  Fields mutex(MutexId mutex) {
    return put("project", mutex.project()).put("mutex", mutex.name());
  }

  Fields task(TaskId task, int retry) {
    return put("task", task).put("retry", retry);
  }

  Fields result(TaskResult result) {
    result.failure().ifPresent(failure -> put("failure", EventText.write(failure)));
    return put("outcome", result.outcome())
        .put("variables", Texts.object(result.variables()))
        .put("outputs", Texts.object(result.outputs()));
  }

  TaskResult result() {
    return new TaskResult(
        TaskResult.Outcome.valueOf(text("outcome")),
        Optional.ofNullable(values.get("failure")).map(EventText::failure),
        map("variables"),
        map("outputs"));
  }

  SequencedMap<String, String> map(String name) {
    return Texts.map(Optional.of(text(name)));
  }

  Sentence reason() {
    return SentenceText.one(text("reason"));
  }

  JobId job() {
    return new JobId(text("job"));
  }

  TaskId task() {
    return new TaskId(text("task"));
  }

  int attempt() {
    return number("attempt");
  }

  int retry() {
    return number("retry");
  }

  long fence() {
    return Long.parseLong(text("fence"));
  }

  long request() {
    return Long.parseLong(text("request"));
  }

  MutexId mutex() {
    return new MutexId(text("project"), text("mutex"));
  }

  OptionalLong version() {
    return optional("version")
        .map(Long::parseLong)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("field " + name + " is missing in " + Map.copyOf(values));
    }
    return value;
  }
}
