package dev.millrace.pipeline.json;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.json.EventTables.Family;
import dev.millrace.pipeline.json.EventTables.Field;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.TriggerRule.Event;
import dev.millrace.pipeline.trigger.TriggerRule.EventKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/** Events of repositories and trackers: kind, filters, switches. */
final class EventJson {
  private static final String TYPE = "eventType";
  private static final String FILTERS = "filters";
  private static final String CUSTOM = "customFilter";
  private static final Words<EventKind> OTHER_EVENTS = Words.names(EventKind.class);

  private EventJson() {}

  /** {@code at} is where the family has its fields. Empty if the event is none we know. */
  static Optional<Event> read(JsonAt at, Family family) {
    String type = at.text(TYPE, "");
    return family
        .events()
        .meaning(type)
        .or(() -> OTHER_EVENTS.meaning(type))
        .map(kind -> event(at, family, kind));
  }

  private static Event event(JsonAt at, Family family, EventKind kind) {
    return new Event(
        kind,
        filters(at, family, kind),
        at.word("pathFilterType", Tables.PATH_FILTERS),
        customFilter(at),
        at.flag("enableCheck"),
        at.flag("block"),
        at.flag("webhookQueue"),
        at.flag("skipWip"));
  }

  private static SequencedMap<String, List<String>> filters(
      JsonAt at, Family family, EventKind kind) {
    if (family.fields(kind).isEmpty()) {
      at.problem(Rule.FILTERS_NOT_APPLIED, kind.yamlKey());
    }
    var filters = new LinkedHashMap<String, List<String>>();
    for (Field field : family.fields(kind)) {
      filter(at, field).ifPresent(values -> filters.put(field.filter(), values));
    }
    JsonAt aside = at.own().object(FILTERS);
    for (String key : aside.node().propertyNames()) {
      filters.put(key, aside.texts(key));
    }
    return filters;
  }

  /** Absent, or a blank text, does not filter; an empty array is an empty filter. */
  private static Optional<List<String>> filter(JsonAt at, Field field) {
    boolean isArray = at.node().path(field.name()).isArray();
    Optional<List<String>> values =
        isArray
            ? at.maybeTexts(field.name())
            : at.text(field.name()).map(CommaList::split).filter(list -> !list.isEmpty());
    Words<String> words = EventTables.VALUES.getOrDefault(field.name(), new Words<>());
    return values.map(
        list -> list.stream().map(value -> words.meaning(value).orElse(value)).toList());
  }

  private static Optional<Data> customFilter(JsonAt at) {
    if (at.own().node().path(CUSTOM).isArray()) {
      return Optional.of(JsonData.read(at.own().node().path(CUSTOM).path(0)));
    }
    if (!at.flag("enableThirdFilter", false)) {
      return Optional.empty();
    }
    var fields = new LinkedHashMap<String, Data>();
    at.text("thirdUrl").ifPresent(url -> fields.put("url", Data.text(url)));
    at.text("thirdSecretToken").ifPresent(token -> fields.put("credentials", Data.text(token)));
    return Optional.of(new Data.Fields(fields));
  }

  static void write(ObjectNode node, Event event, Family family) {
    node.put(TYPE, family.events().word(event.kind()).orElseGet(() -> event.kind().name()));
    var aside = new LinkedHashMap<>(event.filters());
    for (Field field : family.fields(event.kind())) {
      List<String> values = event.filters().get(field.filter());
      if (values != null && write(node, field, values)) {
        aside.remove(field.filter());
      }
    }
    if (!aside.isEmpty()) {
      ObjectNode filters = Residue.own(node).putObject(FILTERS);
      aside.forEach((key, values) -> filters.set(key, JsonData.texts(values)));
    }
    event
        .pathFilterType()
        .ifPresent(type -> node.put("pathFilterType", Tables.PATH_FILTERS.wordOf(type)));
    event.customFilter().ifPresent(filter -> write(node, filter));
    event.reportCommitCheck().ifPresent(flag -> node.put("enableCheck", flag));
    event.blockMergeRequest().ifPresent(flag -> node.put("block", flag));
    event.queue().ifPresent(flag -> node.put("webhookQueue", flag));
    event.skipWorkInProgress().ifPresent(flag -> node.put("skipWip", flag));
  }

  /** Whether the field can hold the values. */
  private static boolean write(ObjectNode node, Field field, List<String> values) {
    Words<String> words = EventTables.VALUES.getOrDefault(field.name(), new Words<>());
    List<String> written = values.stream().map(value -> words.word(value).orElse(value)).toList();
    ObjectNode trial = JsonData.object();
    switch (field.shape()) {
      case ARRAY -> trial.set(field.name(), JsonData.texts(written));
      case TEXT -> trial.put(field.name(), String.join(",", written));
    }
    boolean isHeld = filter(JsonAt.silent(trial), field).equals(Optional.of(values));
    if (isHeld) {
      node.setAll(trial);
    }
    return isHeld;
  }

  private static void write(ObjectNode node, Data customFilter) {
    if (customFilter instanceof Data.Fields(Map<String, Data> fields)) {
      node.put("enableThirdFilter", true);
      if (fields.get("url") instanceof Data.Text(String url)) {
        node.put("thirdUrl", url);
      }
      if (fields.get("credentials") instanceof Data.Text(String token)) {
        node.put("thirdSecretToken", token);
      }
    }
    if (!customFilter(JsonAt.silent(node)).equals(Optional.of(customFilter))) {
      Residue.own(node).putArray(CUSTOM).add(JsonData.write(customFilter));
    }
  }
}
