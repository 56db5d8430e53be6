package dev.millrace.cli.pipelines;

import dev.millrace.pipeline.TemplateUse;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.json.JsonReading;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.template.FolderTemplates;
import dev.millrace.pipeline.template.TemplateReader;
import dev.millrace.pipeline.template.TemplateSource;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.pipeline.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A pipeline's file with the templates around it. Templates are looked for below {@code
 * .ci/templates} of the nearest folder above the file that has it.
 *
 * @param name as the user called it, for problems
 */
public record PipelineFile(String name, String text, TemplateSource templates) {
  private static final String TEMPLATES = ".ci/templates";

  /** The file can't be had; the key of the text that says why. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;

    Unreadable(String key, String file) {
      super(file);
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /**
   * Opens a file.
   *
   * @param name relative to {@code folder}, or absolute
   * @throws Unreadable if it is missing, not a file, too large or not UTF-8
   */
  public static PipelineFile open(Path folder, String name) throws Unreadable {
    Path file = folder.resolve(name);
    try {
      if (Files.isDirectory(file)) {
        throw new Unreadable("file.folder", name);
      }
      // A character has at most 4 bytes; the exact check is the reader's.
      if (Files.size(file) > 4L * Limits.FILE_MAX_CHARACTERS) {
        throw new Unreadable("file.too-large", name);
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return new PipelineFile(name, text, new FolderTemplates(templatesFor(file)));
    } catch (NoSuchFileException missing) {
      throw new Unreadable("file.missing", name);
    } catch (CharacterCodingException broken) {
      throw new Unreadable("file.not-text", name);
    } catch (IOException failure) {
      throw new Unreadable("file.unreadable", name);
    }
  }

  private static Path templatesFor(Path file) {
    Path start = file.toAbsolutePath().normalize().getParent();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(TEMPLATES))) {
        return folder.resolve(TEMPLATES);
      }
    }
    return start == null ? Path.of(TEMPLATES) : start.resolve(TEMPLATES);
  }

  /** The pipeline with all templates put in, and everything wrong with it. */
  public ReadResult expanded() {
    if (isModel()) {
      JsonReading reading = new JsonModelCodec().readExpanded(text, name);
      return new ReadResult(
          reading.hasErrors() ? Optional.empty() : reading.pipeline(), reading.problems());
    }
    return new TemplateReader(YamlReader.ofVersion3(), templates).read(text, name);
  }

  /** Whether the file is a JSON model, and not YAML in the form of JSON, which has a version. */
  boolean isModel() {
    return JsonModelCodec.isModel(text);
  }

  /** The text of this file, or of a template by the name its problems have. */
  public Optional<String> source(String file) {
    if (file.equals(name)) {
      return Optional.of(text);
    }
    var asked = new TemplateUse.Source.ByPath(file, Optional.empty());
    return templates.find(asked) instanceof TemplateSource.Answer.Found found
        ? Optional.of(found.text())
        : Optional.empty();
  }
}
