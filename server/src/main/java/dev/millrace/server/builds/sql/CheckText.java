package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageChecks;
import dev.millrace.engine.state.TriggerReview;
import dev.millrace.pipeline.StageCheck.ReviewInput;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Reviews and gates as JSON objects of texts; what is an object itself is a text in it. What is
 * written here is read by the next release: a field may be added with a meaning for its absence.
 */
final class CheckText {
  private CheckText() {}

  /** Empty, which becomes null in its column, where nothing was asked. */
  static Optional<String> ofChecks(StageChecks checks) {
    if (checks.equals(StageChecks.NONE)) {
      return Optional.empty();
    }
    var fields = new LinkedHashMap<String, String>();
    checks.gateIn().ifPresent(gate -> fields.put("gate_in", write(gate)));
    checks.review().ifPresent(review -> fields.put("review", write(review)));
    checks.gateOut().ifPresent(gate -> fields.put("gate_out", write(gate)));
    fields.put("gates_asked", Integer.toString(checks.gatesAsked()));
    return Optional.of(Texts.object(fields));
  }

  static StageChecks checks(Optional<String> column) {
    if (column.isEmpty()) {
      return StageChecks.NONE;
    }
    var fields = Texts.map(column);
    return new StageChecks(
        optional(fields, "gate_in").map(CheckText::gate),
        optional(fields, "review").map(CheckText::review),
        optional(fields, "gate_out").map(CheckText::gate),
        Integer.parseInt(text(fields, "gates_asked")));
  }

  static String ofTrigger(TriggerReview review) {
    var fields = new LinkedHashMap<String, String>();
    putList(fields, "reviewers", review.reviewers());
    review.decision().ifPresent(decision -> fields.put("decision", write(decision)));
    return Texts.object(fields);
  }

  static TriggerReview trigger(String text) {
    var fields = fields(text);
    return new TriggerReview(
        Texts.list(optional(fields, "reviewers")),
        optional(fields, "decision").map(CheckText::decision));
  }

  private static String write(Gate gate) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("status", gate.status().name());
    fields.put("number", Integer.toString(gate.number()));
    putList(fields, "rules", gate.rules());
    putList(fields, "gatekeepers", gate.gatekeepers());
    fields.put("decided_by", gate.decidedBy());
    putReason(fields, gate.reason());
    return Texts.object(fields);
  }

  private static Gate gate(String text) {
    var fields = fields(text);
    return new Gate(
        Gate.Status.valueOf(text(fields, "status")),
        Integer.parseInt(text(fields, "number")),
        Texts.list(optional(fields, "rules")),
        Texts.list(optional(fields, "gatekeepers")),
        text(fields, "decided_by"),
        reason(fields));
  }

  private static String write(Review review) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("status", review.status().name());
    fields.put("description", review.description());
    putList(fields, "groups", written(review.groups(), CheckText::write));
    putList(fields, "fields", written(review.fields(), CheckText::write));
    fields.put("asked_at", review.askedAt().toString());
    fields.put("due_at", review.dueAt().toString());
    putReason(fields, review.reason());
    return Texts.object(fields);
  }

  private static Review review(String text) {
    var fields = fields(text);
    return new Review(
        Review.Status.valueOf(text(fields, "status")),
        text(fields, "description"),
        Texts.list(optional(fields, "groups")).stream().map(CheckText::group).toList(),
        Texts.list(optional(fields, "fields")).stream().map(CheckText::field).toList(),
        Instant.parse(text(fields, "asked_at")),
        Instant.parse(text(fields, "due_at")),
        reason(fields));
  }

  private static String write(Review.Group group) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("name", group.name());
    putList(fields, "reviewers", group.reviewers());
    putList(fields, "roles", group.roles());
    group.decision().ifPresent(decision -> fields.put("decision", write(decision)));
    return Texts.object(fields);
  }

  private static Review.Group group(String text) {
    var fields = fields(text);
    return new Review.Group(
        text(fields, "name"),
        Texts.list(optional(fields, "reviewers")),
        Texts.list(optional(fields, "roles")),
        optional(fields, "decision").map(CheckText::decision));
  }

  private static String write(Review.Field field) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("name", field.name());
    fields.put("label", field.label());
    fields.put("description", field.description());
    fields.put("type", field.type().name());
    putList(fields, "options", field.options());
    fields.put("required", Boolean.toString(field.required()));
    fields.put("value", field.value());
    return Texts.object(fields);
  }

  private static Review.Field field(String text) {
    var fields = fields(text);
    return new Review.Field(
        text(fields, "name"),
        text(fields, "label"),
        text(fields, "description"),
        ReviewInput.valueOf(text(fields, "type")),
        Texts.list(optional(fields, "options")),
        Boolean.parseBoolean(text(fields, "required")),
        text(fields, "value"));
  }

  private static String write(Review.Decision decision) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("approved", Boolean.toString(decision.approved()));
    fields.put("by", decision.by());
    fields.put("at", decision.at().toString());
    fields.put("suggestion", decision.suggestion());
    Texts.ofMap(decision.values()).ifPresent(values -> fields.put("values", values));
    return Texts.object(fields);
  }

  private static Review.Decision decision(String text) {
    var fields = fields(text);
    return new Review.Decision(
        Boolean.parseBoolean(text(fields, "approved")),
        text(fields, "by"),
        Instant.parse(text(fields, "at")),
        text(fields, "suggestion"),
        Texts.map(optional(fields, "values")));
  }

  private static <T> List<String> written(List<T> things, Function<T, String> write) {
    return things.stream().map(write).toList();
  }

  private static void putList(Map<String, String> fields, String name, List<String> values) {
    Texts.ofList(values).ifPresent(list -> fields.put(name, list));
  }

  private static void putReason(Map<String, String> fields, Optional<Sentence> reason) {
    reason
        .flatMap(sentence -> SentenceText.ofList(List.of(sentence)))
        .ifPresent(sentence -> fields.put("reason", sentence));
  }

  private static Optional<Sentence> reason(Map<String, String> fields) {
    return optional(fields, "reason")
        .map(sentence -> SentenceText.list(Optional.of(sentence)).getFirst());
  }

  private static SequencedMap<String, String> fields(String text) {
    return Texts.map(Optional.of(text));
  }

  private static Optional<String> optional(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private static String text(Map<String, String> fields, String name) {
    return optional(fields, name)
        .orElseThrow(() ->
            new IllegalStateException("field " + name + " is missing in " + Map.copyOf(fields)));
  }
}
