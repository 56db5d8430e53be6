package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Values of every basic kind from a seeded source, with a liking for those that codecs get wrong:
 * empty and blank texts, separators, words of the formats, keys that mean something elsewhere.
 */
public final class Arbitrary {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "main",
          "a,b",
          "x;y",
          " padded ",
          "${{ ci.branch }}",
          "true",
          "12",
          "1.50",
          "null",
          "line one\nline two\n",
          "\"quoted\" and \\",
          "# no comment",
          "- item",
          "k: v",
          "é😀",
          "\t",
          "yes",
          "0x1F",
          "1e3",
          "~",
          "{\"a\":[1]}",
          "[1, 2]",
          "run",
          "checkout",
          "job_2_1",
          "stage-2",
          "docker",
          "Build",
          "28ee946a59f64949a74f3dee40a1bda4",
          "trailing ",
          "linux",
          "on",
          "2026-11-21",
          "100",
          "480");

  private static final List<String> KEYS =
      List.of(
          "a",
          "b",
          "with space",
          "name",
          "id",
          "@type",
          "jobId",
          "stepId",
          "status",
          "template",
          "millrace",
          "extras",
          "jobControlOption",
          "additionalOptions",
          "elements",
          "containers",
          "setting",
          "triggerStage",
          "trigger",
          "finallyStage",
          "stages",
          "data",
          "version",
          "atomCode",
          "script",
          "shell",
          "timeout",
          "enable",
          "runCondition",
          "checkIn",
          "tag",
          "mutexGroup",
          "value",
          "nfsSwitch",
          "0",
          "desc",
          "type",
          "required",
          "params",
          "buildNo",
          "repositoryType",
          "nodes",
          "url",
          "credentials",
          "buildType",
          "finally",
          "customEnv");

  private final SplittableRandom random;
  private int depth;

  public Arbitrary(SplittableRandom random) {
    this.random = random;
  }

  public boolean flag() {
    return random.nextBoolean();
  }

  /** True once in {@code n} times. */
  public boolean rarely(int n) {
    return random.nextInt(n) == 0;
  }

  public int number() {
    return oneOf(List.of(0, 1, 5, 10, 480, 900, -1, Integer.MAX_VALUE, random.nextInt(2000)));
  }

  public int upTo(int bound) {
    return random.nextInt(bound);
  }

  public String text() {
    return oneOf(TEXTS);
  }

  public String key() {
    return oneOf(KEYS);
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  public <E extends Enum<E>> E oneOf(Class<E> type) {
    return oneOf(List.of(type.getEnumConstants()));
  }

  public <T> Optional<T> maybe(Supplier<T> value) {
    return flag() ? Optional.of(value.get()) : Optional.empty();
  }

  /** Up to three. */
  public <T> List<T> list(Supplier<T> value) {
    var list = new ArrayList<T>();
    for (int left = random.nextInt(4); left > 0; left--) {
      list.add(value.get());
    }
    return list;
  }

  public List<String> texts() {
    return list(this::text);
  }

  /** Up to two by arbitrary keys; empty as a rule, or everything would be full of everything. */
  public <T> SequencedMap<String, T> map(Supplier<T> value) {
    var map = new LinkedHashMap<String, T>();
    for (int left = flag() ? 0 : random.nextInt(3); left > 0; left--) {
      map.put(key(), value.get());
    }
    return map;
  }

  public SequencedMap<String, String> textMap() {
    return map(this::text);
  }

  public SequencedMap<String, Data> dataMap() {
    return map(this::data);
  }

  /** A tree of at most four levels. */
  public Data data() {
    int kinds = depth > 2 ? 5 : 7;
    depth++;
    try {
      return switch (random.nextInt(kinds)) {
        case 0, 1 -> Data.text(text());
        case 2 -> Data.flag(flag());
        case 3 -> new Data.Decimal(decimal());
        case 4 -> new Data.Nothing();
        case 5 -> new Data.Items(list(this::data));
        default -> new Data.Fields(map(this::data));
      };
    } finally {
      depth--;
    }
  }

  private BigDecimal decimal() {
    return new BigDecimal(
        oneOf(List.of("0", "1", "1.0", "-7", "1.50", "1E+3", "123456789012345678901234567890")));
  }
}
