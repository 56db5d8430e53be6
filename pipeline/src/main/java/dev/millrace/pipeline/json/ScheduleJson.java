package dev.millrace.pipeline.json;

import dev.millrace.pipeline.check.Written;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.trigger.TriggerRule.Interval;
import dev.millrace.pipeline.trigger.TriggerRule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Timers. */
final class ScheduleJson {
  /** Expressions made by a form, those typed in, and where old models have theirs. */
  private static final String BASIC = "newExpression";

  private static final String ADVANCED = "advanceExpression";
  private static final String OLD = "expression";
  private static final String INTERVAL = "interval";
  private static final String OTHERS = "others";
  private static final String START = "startParams";
  private static final List<String> OTHER_KEYS = List.of("nodeType", "nodes");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private ScheduleJson() {}

  static Schedule read(JsonAt at) {
    Optional<Interval> interval =
        at.own().has(INTERVAL)
            ? Optional.of(
                new Interval(
                    at.own().object(INTERVAL).texts("week"),
                    at.own().object(INTERVAL).texts("timePoints")))
            : Optional.empty();
    var others = new LinkedHashMap<String, Data>();
    for (String key : OTHER_KEYS) {
      at.data(key).ifPresent(data -> others.put(key, data));
    }
    others.putAll(at.own().fields(OTHERS));
    return new Schedule(
        crons(at, interval),
        interval,
        RepositoryJson.TIMER.read(at),
        at.texts("branches"),
        !at.flag("noScm", false),
        startParameters(at),
        others);
  }

  private static List<String> crons(JsonAt at, Optional<Interval> interval) {
    List<String> ofInterval = interval.map(ScheduleJson::expressions).orElse(List.of());
    List<String> basic = at.texts(BASIC);
    List<String> crons =
        Stream.concat(
                basic.equals(ofInterval) ? Stream.empty() : basic.stream(),
                at.texts(ADVANCED).stream())
            .toList();
    return crons.isEmpty() && interval.isEmpty() && !at.has(ADVANCED)
        ? at.filled(OLD).stream().toList()
        : crons;
  }

  /**
   * The expressions of {@code schedule} where they stand. In those a form made the platform repairs
   * what is wrong with seconds.
   */
  static List<Written> written(JsonAt at, Schedule schedule) {
    var found = new ArrayList<Written>();
    for (String key : List.of(BASIC, ADVANCED)) {
      List<String> texts = at.texts(key);
      for (int i = 0; i < texts.size(); i++) {
        JsonSpot spot = at.spot(key, i);
        found.add(new Written(key, texts.get(i), key.equals(BASIC) ? spot.tolerant() : spot));
      }
    }
    at.text(OLD).ifPresent(text -> found.add(new Written(OLD, text, at.spot(OLD))));
    found.removeIf(cron -> !schedule.crons().contains(cron.text()));
    return found;
  }

  /** An object of name and value each, inside a text. */
  private static SequencedMap<String, String> startParameters(JsonAt at) {
    var parameters = new LinkedHashMap<String, String>();
    at.filled(START)
        .flatMap(text -> LooseText.read(text, JsonModelCodec.MAPPER))
        .map(data -> at.with(JsonData.object().set(START, JsonData.write(data))).pairs(START))
        .ifPresent(parameters::putAll);
    return parameters;
  }

  static void write(ObjectNode node, Schedule schedule) {
    boolean isSingle = schedule.crons().size() == 1 && schedule.interval().isEmpty();
    node.put("version", isSingle ? "2.*" : "1.*");
    schedule
        .interval()
        .ifPresent(interval -> {
          node.set(BASIC, JsonData.texts(expressions(interval)));
          ObjectNode exact = Residue.own(node).putObject(INTERVAL);
          exact.set("week", JsonData.texts(interval.week()));
          exact.set("timePoints", JsonData.texts(interval.timePoints()));
        });
    node.set(ADVANCED, JsonData.texts(schedule.crons()));
    node.put("noScm", !schedule.always());
    schedule
        .repository()
        .ifPresentOrElse(
            repository -> RepositoryJson.TIMER.write(node, repository),
            () -> node.put("repositoryType", "NONE"));
    if (!schedule.branches().isEmpty()) {
      node.set("branches", JsonData.texts(schedule.branches()));
    }
    if (!schedule.startParameters().isEmpty()) {
      node.put(START, ConditionJson.pairs(schedule.startParameters()).toString());
    }
    var aside = new LinkedHashMap<String, Data>();
    schedule
        .others()
        .forEach((key, data) -> {
          if (OTHER_KEYS.contains(key) && !(data instanceof Data.Nothing)) {
            node.set(key, JsonData.write(data));
          } else {
            aside.put(key, data);
          }
        });
    if (!aside.isEmpty()) {
      Residue.own(node).set(OTHERS, JsonData.object(aside));
    }
  }

  /** Quartz expressions, one for each time of day; none if a day or time is no such thing. */
  private static List<String> expressions(Interval interval) {
    var days = new ArrayList<String>();
    for (String day : interval.week()) {
      String start = day.length() < 3 ? "" : day.substring(0, 3).toLowerCase(Locale.ROOT);
      int index = DAYS.indexOf(start);
      if (index < 0) {
        return List.of();
      }
      days.add(Integer.toString(index + 1));
    }
    List<String> times = interval.timePoints().isEmpty() ? List.of("00:00") : interval.timePoints();
    var expressions = new ArrayList<String>();
    for (String time : times) {
      if (days.isEmpty() || !time.matches("\\d{1,2}:\\d{1,2}")) {
        return List.of();
      }
      int colon = time.indexOf(':');
      int hour = Integer.parseInt(time.substring(0, colon));
      int minute = Integer.parseInt(time.substring(colon + 1));
      expressions.add("0 " + minute + " " + hour + " ? * " + String.join(",", days));
    }
    return expressions;
  }
}
