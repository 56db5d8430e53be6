package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.RepositoryRef;
import dev.millrace.pipeline.trigger.Trigger;
import dev.millrace.pipeline.trigger.TriggerRule;
import dev.millrace.pipeline.trigger.TriggerRule.Event;
import dev.millrace.pipeline.trigger.TriggerRule.EventKind;
import dev.millrace.pipeline.trigger.TriggerRule.PathFilterType;
import dev.millrace.pipeline.trigger.TriggerRule.Schedule;
import dev.millrace.pipeline.trigger.TriggerSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code on}: one entry for each source; people, clocks and calls in the first without one. */
final class TriggerDocument {
  private static final Map<EventKind, String> SHORT_FORMS =
      Map.of(
          EventKind.PUSH, "branches",
          EventKind.TAG, "tags",
          EventKind.MERGE_REQUEST, "target-branches",
          EventKind.MERGE_REQUEST_MERGED, "target-branches",
          EventKind.CHANGE_COMMIT, "paths",
          EventKind.CHANGE_CONTENT, "paths",
          EventKind.CHANGE_SUBMIT, "paths",
          EventKind.SHELVE_COMMIT, "paths",
          EventKind.SHELVE_SUBMIT, "paths");

  private final Report report;
  private final Map<TriggerSource, List<Keys>> entries = new LinkedHashMap<>();

  private TriggerDocument(Report report) {
    this.report = report;
  }

  static Data on(List<Trigger> triggers, Report report) {
    return new TriggerDocument(report).write(triggers);
  }

  private Data write(List<Trigger> triggers) {
    Optional<TriggerSource> base =
        triggers.stream()
            .filter(trigger -> !(trigger.rule() instanceof Event))
            .map(Trigger::source)
            .findFirst();
    for (Trigger trigger : triggers) {
      boolean isEvent = trigger.rule() instanceof Event;
      TriggerSource source = isEvent ? trigger.source() : base.orElse(TriggerSource.NONE);
      write(trigger, entries.computeIfAbsent(source, this::entry));
    }
    List<Data> all = new ArrayList<>();
    boolean baseSeen = false;
    for (List<Keys> ofSource : entries.values()) {
      for (Keys entry : ofSource) {
        boolean isBase = !baseSeen && !entry.has("repo-name") && !entry.has("type");
        baseSeen |= isBase;
        Data.Fields done = entry.done();
        all.add(isBase ? withManual(done) : done);
      }
    }
    boolean inObject =
        all.size() == 1
            && entries.keySet().stream()
                .allMatch(source -> source.entry() == TriggerSource.NONE.entry());
    return inObject ? all.getFirst() : new Data.Items(all);
  }

  /** An entry that does not mention people lets them start builds; ours does so by saying it. */
  private static Data withManual(Data.Fields entry) {
    var keys = new Keys();
    Data manual = entry.values().get("manual");
    if (manual == null) {
      keys.text("manual", "disabled");
    } else if (!manual.equals(Data.text("enabled"))) {
      keys.put("manual", manual);
    }
    entry
        .values()
        .forEach((key, value) -> {
          if (!key.equals("manual")) {
            keys.put(key, value);
          }
        });
    return keys.isEmpty() ? new Keys().text("manual", "enabled").done() : keys.done();
  }

  private List<Keys> entry(TriggerSource source) {
    var entries = new ArrayList<Keys>();
    entries.add(sourceKeys(source));
    return entries;
  }

  private Keys sourceKeys(TriggerSource source) {
    var keys = new Keys().text("type", source.type());
    switch (source.repository()) {
      case RepositoryRef.Self() -> {}
      case RepositoryRef.ByName(String name) -> keys.text("repo-name", name);
      case RepositoryRef.ById(String id) -> report.add(Rule.YAML_LACKS_REPOSITORY, id);
      case RepositoryRef.ByUrl(String url) -> report.add(Rule.YAML_LACKS_REPOSITORY, url);
    }
    return keys.text("scm-code", source.scmCode()).text("workspace-id", source.workspaceId());
  }

  private void write(Trigger trigger, List<Keys> entries) {
    Report here = report.of(key(trigger.rule()));
    new Keys().extras(trigger.extras(), java.util.Set.of(), here);
    switch (trigger.rule()) {
      case TriggerRule.Manual(boolean canSkip, boolean latest) -> {
        var keys =
            common(trigger)
                .flag("can-skip-step", canSkip, false)
                .flag("use-latest-inputs", latest, false);
        once(entries.getFirst(), "manual", switched(keys, trigger.enabled(), false), here);
      }
      case TriggerRule.Remote() -> once(entries.getFirst(), "remote", remote(trigger), here);
      case Schedule schedule -> schedule(entries.getFirst(), schedule, trigger, here);
      case Event event -> event(entries, event, trigger);
      case TriggerRule.Foreign(String type, _) -> here.add(Rule.YAML_LACKS_TYPE, type);
    }
  }

  private static String key(TriggerRule rule) {
    return switch (rule) {
      case TriggerRule.Manual _ -> "manual";
      case TriggerRule.Remote _ -> "remote";
      case Schedule _ -> "schedules";
      case Event event -> event.kind().yamlKey();
      case TriggerRule.Foreign(String type, _) -> type;
    };
  }

  private static Keys common(Trigger trigger) {
    return new Keys().text("id", trigger.id()).text("name", trigger.name());
  }

  private static void once(Keys entry, String key, Data value, Report here) {
    if (entry.has(key)) {
      here.add(Rule.YAML_LACKS_SECOND, key);
    } else {
      entry.put(key, value);
    }
  }

  /** A word, or a map if there is more to say. */
  private static Data switched(Keys keys, boolean enabled, boolean mustSay) {
    if (keys.isEmpty()) {
      return Data.text(enabled ? "enabled" : "disabled");
    }
    return mustSay
        ? keys.text("enable", enabled ? "enabled" : "disabled").done()
        : keys.flag("enable", enabled, true).done();
  }

  private static Data remote(Trigger trigger) {
    return switched(common(trigger), trigger.enabled(), true);
  }

  private static void schedule(Keys entry, Schedule schedule, Trigger trigger, Report here) {
    var keys = common(trigger).flag("enable", trigger.enabled(), true);
    if (schedule.crons().size() == 1) {
      keys.text("cron", schedule.crons().getFirst());
    } else {
      keys.texts("cron", schedule.crons());
    }
    schedule
        .interval()
        .ifPresent(interval ->
            keys.put(
                "interval",
                new Keys()
                    .texts("week", interval.week())
                    .texts("time-points", interval.timePoints())
                    .done()));
    schedule
        .repository()
        .ifPresentOrElse(
            repository -> {
              switch (repository) {
                case RepositoryRef.Self() -> {}
                case RepositoryRef.ById(String id) -> keys.text("repo-id", id);
                case RepositoryRef.ByName(String name) -> keys.text("repo-name", name);
                case RepositoryRef.ByUrl(String url) -> here.add(Rule.YAML_LACKS_REPOSITORY, url);
              }
            },
            () -> keys.text("repo-type", "NONE"));
    keys.texts("branches", schedule.branches())
        .flag("always", schedule.always(), false)
        .textMap("start-params", schedule.startParameters())
        .putAll(schedule.others());
    Data done = keys.done();
    if (!entry.has("schedules")) {
      entry.put("schedules", done);
      return;
    }
    var all = new ArrayList<Data>();
    Data before = entry.done().values().getOrDefault("schedules", done);
    if (before instanceof Data.Items(var items)) {
      all.addAll(items);
    } else {
      all.add(before);
    }
    all.add(done);
    entry.put("schedules", new Data.Items(all));
  }

  private void event(List<Keys> entries, Event event, Trigger trigger) {
    String key = event.kind().yamlKey();
    Optional<Keys> free = entries.stream().filter(entry -> !entry.has(key)).findFirst();
    Keys entry =
        free.orElseGet(() -> {
          Keys another = sourceKeys(trigger.source());
          entries.add(another);
          return another;
        });
    entry.put(key, event(event, trigger));
  }

  private static Data event(Event event, Trigger trigger) {
    if (event.kind() == EventKind.REPO_HOOK && event.customFilter().isPresent()) {
      return event.customFilter().get();
    }
    var keys = common(trigger).flag("enable", trigger.enabled(), true);
    event.filters().forEach((filter, values) -> keys.put(filter, Keys.list(values)));
    event
        .pathFilterType()
        .ifPresent(type ->
            keys.text(
                "path-filter-type",
                type == PathFilterType.GLOB ? "RegexBasedFilter" : "NamePrefixFilter"));
    Data.Fields all =
        keys.data("custom-filter", event.customFilter())
            .flag("report-commit-check", event.reportCommitCheck())
            .flag("block-mr", event.blockMergeRequest())
            .flag("webhook-queue", event.queue())
            .flag("skip-wip", event.skipWorkInProgress())
            .done();
    Data only = all.values().get(SHORT_FORMS.getOrDefault(event.kind(), ""));
    return only != null && all.values().size() == 1 ? only : all;
  }
}
