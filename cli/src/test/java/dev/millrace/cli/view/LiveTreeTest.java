package dev.millrace.cli.view;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.Size;
import dev.millrace.cli.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveTreeTest {
  private static final String TWO_STAGES =
      """
      version: v3.0
      name: demo
      stages:
        - name: build
          jobs:
            compile: { steps: [ { name: make, run: make } ] }
            lint: { steps: [ { name: check, run: lint } ] }
            test: { depend-on: [ compile ], steps: [ { name: unit, run: unit } ] }
        - name: deploy
          jobs: { push: { steps: [ { name: push, run: push } ] } }
      """;

  private final LogTail tail = new LogTail();
  private boolean cancelling;

  private String shown(ABuild build, Size size) {
    return lines(build, size).stream()
        .map(line -> line.plain().stripTrailing())
        .collect(joining("\n", "", "\n"));
  }

  private List<Line> lines(ABuild build, Size size) {
    return new LiveTree(Texts.of(Locale.ENGLISH), Symbols.UNICODE)
        .lines(new Picture(build.state(), _ -> tail, cancelling), size, build.clock().instant());
  }

  @Test
  void what_runs_is_shown_with_its_task_its_time_and_its_last_lines() {
    tail.append(LogTailTest.frames("##[group]install", "x", "##[endgroup]", "compiling \033[2Ja"));
    ABuild build =
        ABuild.of(TWO_STAGES).runs("compile").after(Duration.ofMillis(2_500)).runs("lint");
    build.taskFails("lint", "bad style");

    assertThat(shown(build, new Size(50, 20)))
        .isEqualTo(
            """
            ⠴ demo #7                                     2.5s
              ⠴ build                                     2.5s
                ⠴ compile › make 1/1                      2.5s
                  │ › install (1 lines)
                  │ compiling a
                ✗ lint                                    0.0s
                ○ test  waits for compile
              ○ deploy
            """);
  }

  @Test
  void what_waits_says_for_what() {
    ABuild build =
        ABuild.of(
                """
                version: v3.0
                name: demo
                stages:
                  - jobs:
                      one:
                        steps:
                          - { name: make, run: make, retry-times: 2 }
                          - { name: push, run: push, can-pause-before-run: true }
                """)
            .runs("one")
            .taskFails("one", "no network");

    assertThat(shown(build, new Size(80, 20))).contains("make 1/2  failed, retry 1 follows");
    build.retries("one").taskSucceeds("one");

    assertThat(shown(build, new Size(80, 20)))
        .contains("push 2/2  paused: waits for somebody to continue or stop it");
  }

  @Test
  void a_review_is_shown_as_what_is_waited_for() {
    ABuild build =
        ABuild.of(
            """
            version: v3.0
            name: demo
            stages:
              - jobs:
                  one:
                    steps:
                      - { name: ask, uses: "manualReviewUserTask@1.*", with: { reviewUsers: [ ann ] } }
            """);

    assertThat(shown(build, new Size(80, 20))).contains("ask 1/1  waits for a review");
  }

  @Test
  void a_terminal_without_room_shows_what_runs_and_counts_the_rest() {
    ABuild build = ABuild.of(TWO_STAGES).runs("compile").runs("lint");
    build.taskSucceeds("compile");

    assertThat(shown(build, new Size(60, 6)))
        .isEqualTo(
            """
            ⠋ demo #7                                               0.0s
              ⠋ build                                               0.0s
                ⠋ lint › check 1/1                                  0.0s
                … 2 more jobs: 1 running, 1 done
              ○ deploy
            """);
  }

  @Test
  void two_hundred_jobs_fit_into_any_terminal() {
    String cases = IntStream.range(0, 50).mapToObj(i -> "'" + i + "'").collect(joining(","));
    String jobs =
        IntStream.range(0, 4)
            .mapToObj(i ->
                "  j%d: { strategy: { max-parallel: 50, matrix: { n: [%s] } }, steps: [{run: x}] }%n"
                    .formatted(i, cases))
            .collect(joining());
    ABuild build = ABuild.of("version: v3.0\nname: many\njobs:\n" + jobs);
    IntStream.range(0, 200).forEach(i -> build.runs("j" + i / 50 + "." + i % 50));
    tail.append(LogTailTest.frames("构建 ".repeat(100)));

    for (int rows = 1; rows <= 60; rows++) {
      Size size = new Size(7 + rows, rows);
      assertThat(lines(build, size))
          .hasSizeLessThanOrEqualTo(Math.max(1, rows - 1))
          .allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(size.columns()));
    }
    assertThat(shown(build, new Size(60, 24))).contains("… 180 more jobs: 170 waiting, 10 running");
  }

  @Test
  void a_cancel_is_said() {
    cancelling = true;

    assertThat(shown(ABuild.of(TWO_STAGES), new Size(70, 20)))
        .startsWith("⠋ demo #7  cancelling; Ctrl-C again kills");
  }

  @Test
  void a_finished_task_leaves_its_line_and_the_end_of_its_log() {
    ABuild build = ABuild.of(TWO_STAGES).runs("lint").after(Duration.ofSeconds(65));
    build.taskFails("lint", "the style is bad");
    IntStream.range(0, 60).forEach(i -> tail.append(LogTailTest.frames("line " + i)));

    List<String> lines =
        new FinishedParts(Texts.of(Locale.ENGLISH), Symbols.ASCII)
            .task(build.job("lint"), build.job("lint").tasks().get(0), tail).stream()
                .map(Line::plain)
                .toList();

    assertThat(lines)
        .hasSize(LogTail.MAX_LINES + 3)
        .startsWith("x lint > check 1m05s", "  | … 10 lines before", "  | line 10")
        .endsWith("  | line 59", "  the style is bad");
  }
}
