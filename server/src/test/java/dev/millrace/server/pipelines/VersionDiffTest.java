package dev.millrace.server.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.pipelines.VersionDiff.Hunk;
import dev.millrace.server.pipelines.VersionDiff.Kind;
import dev.millrace.server.pipelines.VersionDiff.Line;
import dev.millrace.server.pipelines.VersionDiff.SettingChange;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VersionDiffTest {
  private static VersionDiff between(String from, String to) {
    return VersionDiff.between(
        new Definition(DefinitionFormat.YAML, from, PipelineSettings.DEFAULT),
        new Definition(DefinitionFormat.YAML, to, PipelineSettings.DEFAULT));
  }

  private static String lines(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  @Test
  void equal_versions_do_not_differ() {
    assertThat(between("a\nb\n", "a\nb\n")).isEqualTo(new VersionDiff(List.of(), List.of()));
    assertThat(between("", "")).isEqualTo(new VersionDiff(List.of(), List.of()));
  }

  @Test
  void a_hunk_has_three_equal_lines_around_what_differs() {
    VersionDiff diff = between(lines(1, 9), lines(1, 4) + "x\ny\n" + lines(6, 9));

    assertThat(diff.hunks()).hasSize(1);
    Hunk hunk = diff.hunks().getFirst();
    assertThat(hunk.fromLine()).isEqualTo(2);
    assertThat(hunk.toLine()).isEqualTo(2);
    assertThat(hunk.lines())
        .extracting(line -> line.kind().name().charAt(0) + line.text())
        .containsExactly("S2", "S3", "S4", "R5", "Ax", "Ay", "S6", "S7", "S8");
  }

  @Test
  void what_is_far_apart_is_in_hunks_of_its_own() {
    VersionDiff diff = between(lines(1, 20), "0\n" + lines(1, 19));

    assertThat(diff.hunks()).hasSize(2);
    assertThat(diff.hunks().get(1).fromLine()).isEqualTo(17);
    assertThat(diff.hunks().get(1).toLine()).isEqualTo(18);
  }

  @Test
  void up_to_5000_lines_are_compared_and_more_count_as_new() {
    String same = "same\n";
    String longest = "a\n" + same.repeat(4_998) + "b\n";
    String longer = "a\n" + same.repeat(4_999) + "b\n";

    assertThat(changed(between(longest, longest.replace("a\n", "x\n").replace("b\n", "y\n"))))
        .isEqualTo(4);
    assertThat(changed(between(longer, longer.replace("a\n", "x\n").replace("b\n", "y\n"))))
        .isEqualTo(10_002);
  }

  private static long changed(VersionDiff diff) {
    return diff.hunks().stream()
        .flatMap(hunk -> hunk.lines().stream())
        .filter(line -> line.kind() != Kind.SAME)
        .count();
  }

  @Test
  void what_a_diff_says_leads_from_one_text_to_the_other() {
    for (long seed = 0; seed < 200; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      List<String> from = words(random);
      List<String> to = words(random);

      VersionDiff diff = between(String.join("\n", from), String.join("\n", to));

      assertThat(applied(diff, from)).as("seed %d", seed).isEqualTo(to);
    }
  }

  private static List<String> words(RandomGenerator random) {
    return IntStream.range(0, 1 + random.nextInt(40))
        .mapToObj(_ -> "w" + random.nextInt(6))
        .toList();
  }

  private static List<String> applied(VersionDiff diff, List<String> from) {
    var result = new ArrayList<String>();
    int at = 0;
    for (Hunk hunk : diff.hunks()) {
      result.addAll(from.subList(at, hunk.fromLine() - 1));
      at = hunk.fromLine() - 1;
      assertThat(hunk.toLine()).isEqualTo(result.size() + 1);
      for (Line line : hunk.lines()) {
        switch (line.kind()) {
          case SAME -> result.add(from.get(at++));
          case REMOVED -> assertThat(from.get(at++)).isEqualTo(line.text());
          case ADDED -> result.add(line.text());
        }
      }
    }
    result.addAll(from.subList(at, from.size()));
    return result;
  }

  @Test
  void settings_beside_the_text_are_compared_by_name() {
    Definition blank = Definition.blank();
    PipelineSettings usual = PipelineSettings.DEFAULT;
    var other =
        new PipelineSettings("x", usual.concurrency(), usual.cancelPolicy(), false, false, 7);

    assertThat(VersionDiff.between(blank, blank.with(other)).settings())
        .containsExactly(
            new SettingChange("description", "", "x"),
            new SettingChange("versionsKept", "50", "7"));
  }
}
