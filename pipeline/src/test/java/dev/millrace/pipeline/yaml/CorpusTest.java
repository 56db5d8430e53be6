package dev.millrace.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.problem.Argument;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are right, and files whose last lines say what is wrong with them. */
class CorpusTest {
  private static final String EXPECTED = "# expected: ";

  static List<Corpus.File> valid() {
    return Corpus.files("valid");
  }

  static List<Corpus.File> invalid() {
    return Corpus.files("invalid");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void a_valid_file_gives_a_pipeline_and_no_problem(Corpus.File file) {
    var result = YamlReader.ofVersion3().read(file.text(), file.name());

    assertThat(result.problems()).isEmpty();
    assertThat(result.pipeline()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void an_invalid_file_has_exactly_the_problems_it_announces(Corpus.File file) {
    List<String> expected =
        file.text()
            .lines()
            .filter(line -> line.startsWith(EXPECTED))
            .map(line -> line.substring(EXPECTED.length()))
            .toList();

    var result = YamlReader.ofVersion3().read(file.text(), file.name());

    assertThat(result.problems().stream().map(CorpusTest::shown)).isEqualTo(expected);
    assertThat(expected).isNotEmpty();
  }

  @Test
  void the_corpus_has_thirty_kinds_of_mistakes() {
    assertThat(invalid()).hasSizeGreaterThanOrEqualTo(30);
  }

  /** What our code says beside what the file and the libraries say has a text in each language. */
  @ParameterizedTest
  @MethodSource("invalid")
  void no_problem_brings_a_sentence_of_ours_that_is_not_translated(Corpus.File file) {
    YamlReader.ofVersion3().read(file.text(), file.name()).problems().stream()
        .filter(problem -> problem.rule() != Rule.YAML_SYNTAX)
        .flatMap(problem -> problem.arguments().stream())
        .filter(Argument.Literal.class::isInstance)
        .map(argument -> ((Argument.Literal) argument).text())
        .filter(text -> !file.text().contains(text))
        .forEach(text -> assertThat(text).doesNotContainPattern("[a-z]{2,} [a-z]{2,}"));
  }

  private static String shown(Problem problem) {
    String place =
        problem.place().line() + ":" + problem.place().column() + " " + problem.rule().id();
    return problem.suggestion().map(guess -> place + " → " + guess).orElse(place);
  }
}
