package dev.millrace.pipeline.limit;

import static dev.millrace.pipeline.limit.SizedFiles.check;
import static dev.millrace.pipeline.limit.SizedFiles.concurrency;
import static dev.millrace.pipeline.limit.SizedFiles.job;
import static dev.millrace.pipeline.limit.SizedFiles.ownPool;
import static dev.millrace.pipeline.limit.SizedFiles.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.problem.Rule;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every limit below, at and above it: what is allowed is read, and one more is refused. */
class LimitsTest {
  /** Constants that are no limit of their own, each with its reason. */
  private static final Map<String, String> NO_LIMITS =
      Map.of(
          "JsonModelCodec.MAX_CHARACTERS", "the same as Limits.JSON_MAX_CHARACTERS, for writers",
          "Timeout.MAX_MINUTES", "the same as Limits.TIMEOUT_MINUTES_MAX",
          "CoreScalars.MAX_NUMBER_LENGTH", "a longer number is a text, and no mistake",
          "Spelling.MAX_LENGTH", "a longer word is not guessed",
          "Spelling.MAX_CANDIDATES", "of more candidates the rest is not looked at");

  @ParameterizedTest
  @MethodSource("dev.millrace.pipeline.limit.LimitCases#all")
  void what_is_within_a_limit_is_read_and_one_more_is_refused(LimitCase limit) {
    int most = valueOf(limit.constant());

    assertThat(limit.refusals().apply(most - 1)).as("one less than %d", most).isEmpty();
    assertThat(limit.refusals().apply(most)).as("exactly %d", most).isEmpty();
    assertThat(limit.refusals().apply(most + 1))
        .as("one more than %d", most)
        .singleElement()
        .asString()
        .contains(limit.expected());
  }

  @Test
  void every_limit_is_in_the_table() {
    List<String> named =
        Arrays.stream(Limits.class.getDeclaredFields())
            .filter(field -> !field.isSynthetic())
            .map(Field::getName)
            .toList();

    assertThat(LimitCases.all().map(LimitCase::constant).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void limits_live_in_one_place() throws IOException, ClassNotFoundException {
    var elsewhere = new TreeSet<String>();
    for (Class<?> type : classesOfTheModule()) {
      for (Field field : type.getDeclaredFields()) {
        boolean isConstant =
            Modifier.isStatic(field.getModifiers()) && field.getType().isPrimitive();
        if (type != Limits.class && isConstant && field.getName().matches("(.*_)?MAX(_.*)?")) {
          elsewhere.add(type.getSimpleName() + "." + field.getName());
        }
      }
    }

    assertThat(elsewhere).isEqualTo(new TreeSet<>(NO_LIMITS.keySet()));
  }

  @Test
  void what_must_be_at_least_one_is_not_none() {
    assertThat(
            Stream.of(
                    step("timeout-minutes: 0"),
                    job("timeout-minutes", "0"),
                    check("timeout-hours: 0"),
                    concurrency("queue-timeout-minutes: 0"),
                    concurrency("max-parallel: 0"),
                    ownPool("limit-total", 0))
                .map(LimitCase::read))
        .allMatch(refusals -> refusals.toString().contains(Rule.NUMBER_OUT_OF_RANGE.id()));
    assertThat(LimitCase.read("steps: []\n"))
        .singleElement()
        .asString()
        .contains(Rule.TOO_FEW_ITEMS.id());
    assertThat(LimitCase.read("jobs: {}\n"))
        .singleElement()
        .asString()
        .contains(Rule.TOO_FEW_ITEMS.id());
    assertThat(LimitCase.read("jobs: { a: { steps: [] } }\n")).isNotEmpty();
    assertThat(LimitCase.read(concurrency("queue-length: 0"))).isEmpty();
  }

  private static List<Class<?>> classesOfTheModule() throws IOException, ClassNotFoundException {
    Path root = Path.of(Limits.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    List<Path> files;
    try (Stream<Path> walked = Files.walk(root)) {
      files = walked.filter(file -> file.toString().endsWith(".class")).toList();
    }
    List<Class<?>> types = new ArrayList<>();
    for (Path file : files) {
      String name = root.relativize(file).toString().replace('/', '.');
      if (!name.endsWith("package-info.class")) {
        String type = name.substring(0, name.length() - ".class".length());
        types.add(Class.forName(type, false, Limits.class.getClassLoader()));
      }
    }
    return types;
  }

  private static int valueOf(String constant) {
    try {
      return Limits.class.getDeclaredField(constant).getInt(null);
    } catch (ReflectiveOperationException absent) {
      throw new IllegalStateException("no limit " + constant, absent);
    }
  }
}
