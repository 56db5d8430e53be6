package dev.millrace.server.pipelines.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.pipelines.DefinitionFormat;
import dev.millrace.server.pipelines.Exported;
import dev.millrace.server.pipelines.PipelineEntry;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/** A version as a file that browsers keep. */
final class VersionFile {
  /** RFC 9512. */
  private static final String YAML = "application/yaml";

  private static final String JSON = "application/json";

  /** What a file may be. */
  static final List<String> MEDIA_TYPES = List.of(YAML, JSON);

  private VersionFile() {}

  /**
   * The answer that is a file.
   *
   * @param kept the format in which the version is kept
   */
  static Answer of(PipelineEntry entry, Exported exported, DefinitionFormat kept, Call call) {
    boolean isYaml = exported.format() == DefinitionFormat.YAML;
    byte[] bytes = (notes(exported, kept, call) + exported.text()).getBytes(UTF_8);
    return Answer.stream(isYaml ? YAML : JSON, out -> out.write(bytes))
        .with("Content-Disposition", disposition(entry.name(), isYaml ? ".yml" : ".json"));
  }

  /** What the format can't say, as comments of YAML: JSON says everything, and has none. */
  private static String notes(Exported exported, DefinitionFormat kept, Call call) {
    List<String> notes = new ArrayList<>();
    exported.unsaid().forEach(sentence -> notes.add(call.say(sentence)));
    if (exported.format() == DefinitionFormat.YAML && kept != exported.format()) {
      ProblemView.of(exported.problems(), call).forEach(problem -> notes.add(problem.message()));
    }
    var text = new StringBuilder();
    notes.forEach(note ->
        text.append("# ").append(note.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ")).append('\n'));
    return text.toString();
  }

  /** As RFC 6266 wants it: a plain name for all, the very name for those who can read it. */
  private static String disposition(String name, String ending) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-");
    String encoded =
        URLEncoder.encode(name + ending, UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"" + plain + ending + "\"; filename*=UTF-8''" + encoded;
  }
}
