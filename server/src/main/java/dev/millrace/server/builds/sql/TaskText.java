package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Continuation;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.ServerWork.ReviewParameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What people and the server do for a task, as JSON objects of texts. */
final class TaskText {
  private static final String TYPE = "type";

  private TaskText() {}

  static String write(Continuation continued) {
    return Texts.object(Map.of("by", continued.by(), "inputs", Texts.object(continued.inputs())));
  }

  static Continuation continuation(String text) {
    Map<String, String> fields = Texts.map(Optional.of(text));
    return new Continuation(
        field(fields, "by"), Texts.map(Optional.ofNullable(fields.get("inputs"))));
  }

  static String write(ServerWork work) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put(TYPE, work.getClass().getSimpleName());
    switch (work) {
      case ServerWork.Review review -> {
        Texts.ofList(review.reviewers()).ifPresent(users -> fields.put("reviewers", users));
        fields.put("title", review.title());
        fields.put("description", review.description());
        Texts.ofList(review.parameters().stream().map(TaskText::write).toList())
            .ifPresent(parameters -> fields.put("parameters", parameters));
        fields.put("needs_suggestion", Boolean.toString(review.needsSuggestion()));
        fields.put("namespace", review.namespace());
        fields.put("reminder_hours", Integer.toString(review.reminderHours()));
        fields.put("reminders", Integer.toString(review.reminders()));
      }
      case ServerWork.Call(var waits, var child) -> {
        fields.put("waits", Boolean.toString(waits));
        child.ifPresent(build -> fields.put("child", build.value()));
      }
      case ServerWork.GateCheck(var gatekeepers, var decidedBy) -> {
        Texts.ofList(gatekeepers).ifPresent(people -> fields.put("gatekeepers", people));
        fields.put("decided_by", decidedBy);
      }
    }
    return Texts.object(fields);
  }

  static ServerWork work(String text) {
    Map<String, String> fields = Texts.map(Optional.of(text));
    return switch (field(fields, TYPE)) {
      case "Review" ->
          new ServerWork.Review(
              list(fields, "reviewers"),
              field(fields, "title"),
              field(fields, "description"),
              list(fields, "parameters").stream().map(TaskText::parameter).toList(),
              Boolean.parseBoolean(field(fields, "needs_suggestion")),
              field(fields, "namespace"),
              Integer.parseInt(field(fields, "reminder_hours")),
              Integer.parseInt(field(fields, "reminders")));
      case "Call" ->
          new ServerWork.Call(
              Boolean.parseBoolean(field(fields, "waits")),
              Optional.ofNullable(fields.get("child")).map(BuildId::new));
      case "GateCheck" ->
          new ServerWork.GateCheck(list(fields, "gatekeepers"), field(fields, "decided_by"));
      default -> throw new IllegalStateException("no work of the server is written as " + text);
    };
  }

  private static String write(ReviewParameter parameter) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("name", parameter.name());
    fields.put("value", parameter.value());
    fields.put("required", Boolean.toString(parameter.required()));
    fields.put("description", parameter.description());
    return Texts.object(fields);
  }

  private static ReviewParameter parameter(String text) {
    Map<String, String> fields = Texts.map(Optional.of(text));
    return new ReviewParameter(
        field(fields, "name"),
        field(fields, "value"),
        Boolean.parseBoolean(field(fields, "required")),
        field(fields, "description"));
  }

  private static List<String> list(Map<String, String> fields, String name) {
    return Texts.list(Optional.ofNullable(fields.get(name)));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalStateException("field " + name + " is missing in " + fields);
    }
    return value;
  }
}
