package dev.millrace.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.problem.Problem;
import dev.millrace.testkit.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is typed, the reader answers. */
class MutationTest {
  private static final List<String> PIECES =
      List.of(
          "\t",
          "\n",
          "  ",
          ": ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          "&a ",
          "*a",
          "<<: *a\n",
          "'",
          "\"",
          "#",
          "|\n",
          ">-\n",
          "!!int ",
          "? ",
          "---\n",
          "%YAML 1.1\n",
          "\\x",
          "\u0000",
          "\uFEFF",
          "😀",
          "null",
          "true",
          "9999999999",
          "${{ ",
          " }}",
          "template: x\n",
          "steps: []\n",
          "\r",
          "\u2028");

  private final List<Corpus.File> files = Corpus.files("valid");

  @Test
  void a_mutilated_file_gives_a_pipeline_or_an_error_and_places_are_inside_of_it() {
    Seeds.forEach(
        1_500,
        random -> {
          String text = mutated(Seeds.oneOf(random, files).text(), random);

          ReadResult result = YamlReader.forImport().read(text, "mutant.yml");

          assertThat(result.pipeline().isPresent()).isEqualTo(result.errors().isEmpty());
          result.problems().forEach(problem -> assertInside(problem, text));
        });
  }

  private static String mutated(String text, SplittableRandom random) {
    var mutant = new StringBuilder(text);
    int changes = random.nextInt(1, 6);
    for (int i = 0; i < changes && !mutant.isEmpty(); i++) {
      int from = random.nextInt(mutant.length());
      int to = Math.min(mutant.length(), from + random.nextInt(1, 20));
      switch (random.nextInt(4)) {
        case 0 -> mutant.delete(from, to);
        case 1 -> mutant.insert(from, Seeds.oneOf(random, PIECES));
        case 2 -> mutant.replace(from, to, Seeds.oneOf(random, PIECES));
        default -> mutant.insert(random.nextInt(mutant.length()), mutant.substring(from, to));
      }
    }
    return mutant.toString();
  }

  private static void assertInside(Problem problem, String text) {
    List<String> lines = List.of(text.split("\r\n|\r|\n", -1));
    assertThat(problem.place().line()).as("%s", problem).isBetween(1, lines.size());
    String line = lines.get(problem.place().line() - 1);
    assertThat(problem.place().column())
        .as("%s in: %s", problem, line)
        .isBetween(1, line.codePointCount(0, line.length()) + 1);
  }
}
