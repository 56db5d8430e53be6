package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.trigger.RepositoryRef;
import dev.millrace.pipeline.trigger.Trigger;
import dev.millrace.pipeline.trigger.TriggerRule;
import dev.millrace.pipeline.trigger.TriggerRule.Event;
import dev.millrace.pipeline.trigger.TriggerRule.EventKind;
import dev.millrace.pipeline.trigger.TriggerRule.PathFilterType;
import dev.millrace.pipeline.trigger.TriggerSource;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * {@code on}, as triggers. Events keep their filters as written: what an absent filter means is the
 * trigger's to say, and an export writes back what was read. The manual trigger is the exception:
 * an entry that does not mention it has it, enabled.
 */
final class TriggerMapping {
  private static final int OBJECT_FORM = -1;

  /** Keys of an event that are no filters. */
  private static final Set<String> NO_FILTERS =
      Set.of(
          "id",
          "name",
          "enable",
          "path-filter-type",
          "custom-filter",
          "report-commit-check",
          "block-mr",
          "webhook-queue",
          "skip-wip");

  private TriggerMapping() {}

  static List<Trigger> triggers(View root) {
    List<Trigger> triggers = new ArrayList<>();
    Optional<Node> on = root.node("on");
    if (on.isEmpty()) {
      return triggers;
    }
    if (!(on.get() instanceof Sequence list)) {
      View entry = View.of(on.get());
      base(entry, OBJECT_FORM, triggers);
      events(entry, OBJECT_FORM, triggers);
      return triggers;
    }
    boolean baseSeen = false;
    for (int index = 0; index < list.items().size(); index++) {
      View entry = View.of(list.items().get(index));
      boolean base = !baseSeen && isBase(entry);
      baseSeen |= base;
      if (base) {
        base(entry, index, triggers);
      }
      events(entry, index, triggers);
    }
    return triggers;
  }

  /** The first entry of a list without a repository and a type is that of people and clocks. */
  static boolean isBase(View entry) {
    return !entry.has("repo-name")
        && entry.text("type").filter(type -> !type.equals("base")).isEmpty();
  }

  private static void base(View entry, int index, List<Trigger> triggers) {
    TriggerSource source =
        new TriggerSource(
            index, new RepositoryRef.Self(), Optional.empty(), Optional.empty(), Optional.empty());
    triggers.add(manual(entry, source));
    for (Node schedule : listOrOne(entry.node("schedules"))) {
      View keys = View.of(schedule);
      triggers.add(trigger(keys, keys.flag("enable", true), source, schedule(keys)));
    }
    entry
        .node("remote")
        .ifPresent(remote ->
            triggers.add(
                trigger(View.of(remote), switchedOn(remote), source, new TriggerRule.Remote())));
  }

  private static Trigger manual(View entry, TriggerSource source) {
    Optional<Node> written = entry.node("manual");
    View manual = View.of(written);
    return trigger(
        manual,
        written
            .map(node ->
                !(node instanceof Mapping) ? switchedOn(node) : manual.enabled("enable", true))
            .orElse(true),
        source,
        new TriggerRule.Manual(
            manual.flag("can-skip-step", false), manual.flag("use-latest-inputs", false)));
  }

  /** As a word, or as a map that must say so. */
  private static boolean switchedOn(Node node) {
    return node instanceof Node.Scalar word
        ? word.text().equals("enabled")
        : View.of(node).enabled("enable", false);
  }

  private static List<Node> listOrOne(Optional<Node> node) {
    return node.map(given -> given instanceof Sequence list ? list.items() : List.of(given))
        .orElse(List.of());
  }

  private static Trigger trigger(
      View keys, boolean enabled, TriggerSource source, TriggerRule rule) {
    return new Trigger(
        keys.textOrEmpty("id"), keys.textOrEmpty("name"), enabled, source, rule, Data.none());
  }

  private static TriggerRule.Schedule schedule(View schedule) {
    return new TriggerRule.Schedule(
        schedule.texts("cron"),
        schedule
            .node("interval")
            .map(View::of)
            .map(interval ->
                new TriggerRule.Interval(
                    interval.texts("week"),
                    interval.has("time-points")
                        ? interval.texts("time-points")
                        : List.of("00:00"))),
        repository(schedule),
        schedule.texts("branches"),
        schedule.flag("always", false),
        schedule.textMap("start-params"),
        schedule.carry("nodes", "advance-cron"));
  }

  private static Optional<RepositoryRef> repository(View schedule) {
    return schedule
        .name("repo-id")
        .<RepositoryRef>map(RepositoryRef.ById::new)
        .or(() -> schedule.name("repo-name").map(RepositoryRef.ByName::new))
        .or(() ->
            schedule.text("repo-type").filter("NONE"::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new RepositoryRef.Self()));
  }

  private static void events(View entry, int index, List<Trigger> triggers) {
    TriggerSource source =
        new TriggerSource(
            index,
            entry
                .name("repo-name")
                .<RepositoryRef>map(RepositoryRef.ByName::new)
                .orElseGet(RepositoryRef.Self::new),
            entry.name("type"),
            entry.name("scm-code"),
            entry.name("workspace-id"));
    for (EventKind kind : EventKind.values()) {
      entry.node(kind.yamlKey()).ifPresent(node -> triggers.add(event(kind, node, source)));
    }
  }

  private static Trigger event(EventKind kind, Node node, TriggerSource source) {
    View event = View.of(node);
    boolean enabled = node instanceof Node.Scalar ? switchedOn(node) : event.flag("enable", true);
    var rule =
        new Event(
            kind,
            filters(kind, node, event),
            event
                .name("path-filter-type")
                .map(type ->
                    type.equals("RegexBasedFilter") ? PathFilterType.GLOB : PathFilterType.PREFIX),
            kind == EventKind.REPO_HOOK
                ? Optional.of(View.data(node))
                : event.data("custom-filter"),
            event.flag("report-commit-check"),
            event.flag("block-mr"),
            event.flag("webhook-queue"),
            event.flag("skip-wip"));
    return trigger(event, enabled, source, rule);
  }

  private static SequencedMap<String, List<String>> filters(EventKind kind, Node node, View event) {
    SequencedMap<String, List<String>> filters = new LinkedHashMap<>();
    if (node instanceof Sequence list && kind != EventKind.REPO_HOOK) {
      filters.put(shortForm(kind), View.scalarsOf(list).stream().map(Node.Scalar::text).toList());
    }
    event.entries().stream()
        .filter(entry -> !NO_FILTERS.contains(entry.name()))
        .forEach(entry -> filters.put(entry.name(), event.texts(entry.name())));
    return filters;
  }

  /** What a list behind an event means. */
  private static String shortForm(EventKind kind) {
    return switch (kind) {
      case PUSH -> "branches";
      case TAG -> "tags";
      case MERGE_REQUEST, MERGE_REQUEST_MERGED -> "target-branches";
      case ISSUE -> "action";
      case CHANGE_COMMIT, CHANGE_CONTENT, CHANGE_SUBMIT, SHELVE_COMMIT, SHELVE_SUBMIT -> "paths";
      case REVIEW, NOTE, DELETE -> "types";
      case STORY, BUG, OPENAPI, REPO_HOOK -> "action";
    };
  }
}
