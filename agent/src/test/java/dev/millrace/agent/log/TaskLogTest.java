package dev.millrace.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.agent.log.StoredLog.Line;
import dev.millrace.protocol.LogKind;
import dev.millrace.protocol.LogLimits;
import dev.millrace.testkit.Seeds;
import dev.millrace.wording.Sentence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TaskLogTest extends TaskLogTestBase {
  @Test
  void lines_are_stored_with_the_kind_their_beginning_says() throws Exception {
    var log = log(Masker.NONE);

    print(log, "plain\n##[error]e\n##[warning]w\n##[debug]d\n##[group]g\n##[endgroup]\n\nlast");
    log.warn(Sentence.verbatim("said"));
    log.finish();

    assertThat(stored.lines())
        .containsExactly(
            new Line(LogKind.OUTPUT, "plain"),
            new Line(LogKind.ERROR, "##[error]e"),
            new Line(LogKind.WARNING, "##[warning]w"),
            new Line(LogKind.DEBUG, "##[debug]d"),
            new Line(LogKind.OUTPUT, "##[group]g"),
            new Line(LogKind.OUTPUT, "##[endgroup]"),
            new Line(LogKind.OUTPUT, ""),
            new Line(LogKind.OUTPUT, "last"),
            new Line(LogKind.PLATFORM, "##[warning]said"));
  }

  @Test
  void lines_of_a_sub_tag_begin_with_its_name() throws Exception {
    var log = log(Masker.of(java.util.Set.of("##subTag##secret")));

    print(log, "##subTag##unit##subTag##text\r\n##subTag##unit##subTag####[error]boom\n");
    print(log, "##subTag##unit##subTag####subTagFinish##\n##subTag##only the beginning\n");
    print(log, "##subTag##unit##subTag####subTagFinish##bye\n##subTag##secret##subTag##x\n");
    print(log, "##subTag##ünit##subTag##");
    log.finish();

    assertThat(stored.lines())
        .containsExactly(
            new Line(LogKind.OUTPUT, "[unit] text"),
            new Line(LogKind.ERROR, "##[error][unit] boom"),
            new Line(LogKind.OUTPUT, "##subTag##only the beginning"),
            new Line(LogKind.OUTPUT, "[unit] bye"),
            new Line(LogKind.OUTPUT, "******##subTag##x"),
            new Line(LogKind.OUTPUT, "[ünit] "));
  }

  @Test
  void of_a_redrawn_line_the_last_state_is_kept() throws Exception {
    var log = log(Masker.NONE);

    print(log, "10%\r20%\r", "100%\r\n", "dos\r\n", "x\r\r\n", "y\rz\r");
    for (int i = 0; i < 40_000; i++) {
      print(log, "step " + i + "\r");
    }
    print(log, "done\n");
    log.finish();

    assertThat(stored.texts()).containsExactly("100%", "dos", "x", "done");
  }

  @Test
  void broken_bytes_and_control_characters_become_visible() throws Exception {
    var log = log(Masker.NONE);
    byte[] bytes = {
      'a',
      (byte) 0xff,
      'b',
      (byte) 0xc3,
      (byte) 0xa9,
      (byte) 0xe2,
      (byte) 0x82,
      'c',
      0,
      7,
      (byte) 0x7f,
      '\t',
      0x1b,
      '[',
      '1',
      'm',
      (byte) 0xed,
      (byte) 0xa0,
      (byte) 0x80,
      '\n'
    };

    log.accept(bytes, bytes.length);
    log.finish();

    assertThat(stored.texts())
        .containsExactly("a\uFFFDbé\uFFFDc\u2400\u2407\u2421\t\u001b[1m\uFFFD\uFFFD\uFFFD");
  }

  @Test
  void random_bytes_become_what_the_jdk_makes_of_them() throws Exception {
    var log = log(Masker.NONE);
    var expected = new ArrayList<String>();
    Seeds.forEach(
        200,
        random -> {
          var bytes = new byte[200];
          random.nextBytes(bytes);
          for (int i = 0; i < bytes.length; i++) {
            // The JDK counts a surrogate in UTF-8 as one broken piece, Unicode as three.
            boolean surrogate = bytes[i] == (byte) 0xed;
            if ((bytes[i] >= 0 && bytes[i] < 0x20) || bytes[i] == 0x7f || surrogate) {
              bytes[i] = 'x';
            }
          }
          bytes[0] = 'a';
          bytes[199] = '\n';
          expected.add(new String(bytes, 0, 199, StandardCharsets.UTF_8));
          log.accept(bytes, bytes.length);
        });
    log.finish();

    var texts = stored.texts();
    assertThat(texts).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(texts.get(i)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void a_line_of_ten_megabytes_comes_in_pieces_that_make_it_up_again() throws Exception {
    var log = log(Masker.NONE);
    var line = "##[error]" + "äöü€😀x".repeat(700_000);

    printInChunks(log, line + "\nnext\n", 4096);
    log.finish();

    var lines = stored.lines();
    assertThat(lines.getLast()).isEqualTo(new Line(LogKind.OUTPUT, "next"));
    var pieces = lines.subList(0, lines.size() - 1);
    assertThat(pieces.getLast().kind()).isEqualTo(LogKind.ERROR);
    assertThat(pieces.subList(0, pieces.size() - 1))
        .allMatch(piece -> piece.kind() == LogKind.CONTINUED)
        .allMatch(piece -> piece.text().getBytes(UTF_8).length > LogLimits.LINE_MAX_BYTES - 4);
    assertThat(String.join("", pieces.stream().map(Line::text).toList()).equals(line)).isTrue();
  }

  @Test
  void a_secret_is_hidden_however_the_bytes_arrive() throws Exception {
    for (int chunk = 1; chunk < 12; chunk++) {
      var log = log(Masker.of(List.of("s3cret", "gehéim")));

      printInChunks(log, "a s3cret\nb gehéim\n::s3cret\n", chunk);
      log.finish();
    }

    assertThat(stored.texts()).containsOnly("a ******", "b ******", "::******");
  }

  @Test
  void a_secret_is_hidden_wherever_a_long_line_is_cut() throws Exception {
    Seeds.forEach(
        40,
        random -> {
          var line = new StringBuilder();
          while (line.length() < 200_000) {
            line.append("é".repeat(random.nextInt(3000))).append("topsecret-value-9");
          }
          var log = log(Masker.of(List.of("topsecret-value-9", "value-9é")));

          printInChunks(log, line + "\n", 1 + random.nextInt(70_000));
          assertThat(finish(log)).isZero();
        });

    var whole = String.join("", stored.texts());
    assertThat(whole).contains(Masker.STARS).doesNotContain("secret").doesNotContain("value-9");
    assertThat(whole).matches("[é*]+");
  }

  @Test
  void a_listener_hears_commands_unmasked_and_whole() throws Exception {
    var log = log(Masker.of(List.of("s3cret")));

    print(log, "::set-output name=a::s3cret\r\n\"::set-remark x\"\nno ::command\n:x\n");
    log.finish();

    assertThat(heard).containsExactly("::set-output name=a::s3cret", "\"::set-remark x\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {"::a\\n¦ ''", "::¦a\\n", "::a¦\\n", "::a¦ ''", "::a¦ and a very long end"})
  void what_is_said_of_a_command_comes_once_and_before_it_however_it_arrives(
      String first, String second) throws Exception {
    var log = log(Masker.of(List.of()));
    whenHeard = () -> log.warn(Sentence.verbatim("no such command"));

    print(log, line(first));
    print(log, line(second.replace("long", "long ".repeat(100_000))));
    log.finish();

    assertThat(heard).hasSize(1);
    var lines = stored.lines().stream().map(line -> line.kind() + " " + line.text()).toList();
    assertThat(lines.getFirst()).isEqualTo("PLATFORM ##[warning]no such command");
    assertThat(lines.get(1)).matches("(OUTPUT|CONTINUED) ::a.*");
    assertThat(lines).filteredOn(line -> line.startsWith("PLATFORM")).hasSize(1);
  }

  private static String line(String text) {
    return text.replace("\\n", "\n");
  }
}
