package dev.millrace.pipeline.yaml.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.template.TemplateReader;
import dev.millrace.pipeline.template.TemplateSource;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.pipeline.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * No key is read and forgotten. For each key of each table, at each place where the table stands,
 * files are made that differ in this key only; some two of them must be read as different
 * pipelines.
 */
class KeysReachTheModelTest {
  /** Keys that by design change nothing, each with its reason. */
  private static final Map<String, String> WITHOUT_EFFECT =
      Map.of(
          "pipeline.version", "a reader takes one version, and the model is of none",
          "mutex.queue-enable", "accepted for old files with a warning; queue-length says it",
          "variableGroup.parameters", "used when the file of variables is put in",
          "variableGroup.variables", "used when the file of variables is put in");

  /** What else must stand there for a key to mean something: by table and key, or by table. */
  private static final Map<String, Map<String, Data>> COMPANY =
      Map.ofEntries(
          Map.entry("pipeline", Map.of("steps", list(map("run", text("ls"))))),
          Map.entry("step", Map.of("run", text("ls"))),
          Map.entry("schedule", Map.of("cron", text("0 1 * * *"))),
          Map.entry("on.repo-name", push()),
          Map.entry("on.type", push()),
          Map.entry("on.scm-code", push()),
          Map.entry("on.workspace-id", push()),
          Map.entry("runsOn.self-hosted", Map.of("pool-name", text("p"))),
          Map.entry("runsOn.node-name", Map.of("self-hosted", Data.flag(true))),
          Map.entry("runsOn.lock-resource-with", Map.of("self-hosted", Data.flag(true))),
          Map.entry("runsOn.concurrency-limit-per-node", ownPool()),
          Map.entry("runsOn.concurrency-limit-total", ownPool()),
          Map.entry("container.image-code", Map.of("image-version", text("1"))),
          Map.entry("container.image-version", Map.of("image-code", text("c"))),
          Map.entry("templateUse.version", Map.of("template-id", text("t"))),
          Map.entry("jobTemplateUse.version", Map.of("template-id", text("t"))),
          Map.entry("wholeTemplate.version", Map.of("template-id", text("t"))),
          Map.entry("wholeTemplate.template-id", Map.of("version", text("1"))));

  /** Values for keys of which only special ones are valid. */
  private static final Map<String, List<Data>> VALUES =
      Map.of(
          "reviews.flows",
              List.of(
                  list(
                      new Data.Fields(
                          Data.ordered(Map.of("name", text("a"), "groups", text("g"))))),
                  list(
                      new Data.Fields(
                          Data.ordered(Map.of("name", text("b"), "groups", text("g")))))),
          "step.uses", List.of(text("a@1"), text("b@2")),
          "schedule.cron", List.of(text("0 2 * * *"), list(text("0 3 * * *"))),
          "job.depend-on", List.of(list(text("other"))),
          "finalJob.depend-on", List.of(list(text("other"))),
          "runsOn.lock-resource-with", List.of(text("other"), text("third")));

  private final TreeSet<String> silent = new TreeSet<>();
  private final Set<String> tried = new LinkedHashSet<>();

  /** A table at a place; {@code around} makes a whole file of a map with its keys. */
  private record Site(Table table, String path, UnaryOperator<Data> around) {}

  @ParameterizedTest
  @EnumSource
  void every_key_changes_the_pipeline(FormatVersion version) {
    visit(new Site(PipelineTables.PIPELINE, "", root -> root), version);

    assertThat(silent).isEqualTo(new TreeSet<>(WITHOUT_EFFECT.keySet()));
    assertThat(tried).hasSizeGreaterThan(250).contains("job.mutex", "push.branches", "option.id");
  }

  /** Keys of a template that give nothing to the pipeline, each with its reason. */
  private static final Map<String, String> NOT_GIVEN =
      Map.of(
          "version", "that of the template",
          "parameters", "what a use must give, put in already",
          "resources", "where the template finds its own templates",
          "gates", "given to the check of a stage, not to a pipeline",
          "extends", "a template that is followed, and gives keys like these");

  @Test
  void every_key_of_a_template_reaches_the_pipeline_that_extends_it() {
    var silentKeys = new TreeSet<String>();
    for (Field given : TemplateTables.TEMPLATE_FILE.fields().values()) {
      Optional<Field> field = PipelineTables.PIPELINE.field(given.name());
      Set<Pipeline> different = new LinkedHashSet<>();
      if (field.isPresent() && !given.name().equals("extends")) {
        Site root = new Site(PipelineTables.PIPELINE, "", map -> map);
        extended(without(root, field.get(), FormatVersion.V3)).ifPresent(different::add);
        for (Data value : samples(field.get().shape(), FormatVersion.V3)) {
          extended(with(root, field.get(), value, FormatVersion.V3)).ifPresent(different::add);
        }
      }
      if (different.size() < 2) {
        silentKeys.add(given.name());
      }
    }

    assertThat(silentKeys).isEqualTo(new TreeSet<>(NOT_GIVEN.keySet()));
  }

  private static Optional<Pipeline> extended(Data template) {
    var templates = new TemplateSource.Answer.Found("t.yml", shown(template));
    return new TemplateReader(YamlReader.ofVersion3(), _ -> templates)
        .read("version: v3.0\nextends: { template: t.yml }\n", "a.yml")
        .pipeline();
  }

  private void visit(Site site, FormatVersion version) {
    for (Field field : site.table().fields().values()) {
      if (field.isIn(version)) {
        key(site, field, version);
        below(field.shape(), value -> site.around().apply(with(site, field, value, version)))
            .forEach(child ->
                visit(
                    new Site(
                        child.table(),
                        site.path() + "/" + field.name() + child.path(),
                        child.around()),
                    version));
      }
    }
  }

  private void key(Site site, Field field, FormatVersion version) {
    String name = site.table().name() + "." + field.name();
    tried.add(name);
    Set<Pipeline> different = new LinkedHashSet<>();
    List<String> errors = new ArrayList<>();
    if (!isNeeded(site.table(), field)) {
      read(site.around().apply(without(site, field, version)), version, errors)
          .ifPresent(different::add);
    }
    for (Data value : VALUES.getOrDefault(name, samples(field.shape(), version))) {
      read(site.around().apply(with(site, field, value, version)), version, errors)
          .ifPresent(different::add);
    }
    assertThat(different).as("%s: %s %s", site.path(), name, errors).isNotEmpty();
    if (different.size() < 2) {
      silent.add(name);
    }
  }

  private static boolean isNeeded(Table table, Field field) {
    return field.required()
        || table.exactlyOne().stream().anyMatch(group -> group.contains(field.name()));
  }

  private static Optional<Pipeline> read(Data file, FormatVersion version, List<String> errors) {
    String text = shown(file);
    YamlReader reader =
        version == FormatVersion.V3 ? YamlReader.ofVersion3() : YamlReader.forImport();
    ReadResult result = reader.read(text, "generated.yml");
    result.errors().forEach(error -> errors.add(error + " in " + text));
    return result.pipeline();
  }

  /** The map of a site with {@code field}, and what must stand beside it. */
  private static Data with(Site site, Field field, Data value, FormatVersion version) {
    Map<String, Data> keys = new LinkedHashMap<>();
    keys.put(field.name(), value);
    return filled(site.table(), company(site.table(), field), keys, version);
  }

  private static Data without(Site site, Field field, FormatVersion version) {
    return filled(site.table(), company(site.table(), field), new LinkedHashMap<>(), version);
  }

  private static Map<String, Data> company(Table table, Field field) {
    return COMPANY.getOrDefault(
        table.name() + "." + field.name(), COMPANY.getOrDefault(table.name(), Map.of()));
  }

  private static Data minimal(Table table, FormatVersion version) {
    return filled(
        table, COMPANY.getOrDefault(table.name(), Map.of()), new LinkedHashMap<>(), version);
  }

  private static Data filled(
      Table table, Map<String, Data> company, Map<String, Data> keys, FormatVersion version) {
    company.forEach((key, value) -> {
      boolean fits =
          Stream.concat(table.exactlyOne().stream(), table.atMostOne().stream())
              .filter(group -> group.contains(key))
              .noneMatch(group -> group.stream().anyMatch(keys::containsKey));
      if (fits) {
        keys.putIfAbsent(key, value);
      }
    });
    for (Field field : table.fields().values()) {
      if (field.required()) {
        keys.computeIfAbsent(field.name(), _ -> samples(field.shape(), version).getFirst());
      }
    }
    for (List<String> group : table.exactlyOne()) {
      if (group.stream().noneMatch(keys::containsKey)) {
        Field first = table.field(group.getFirst()).orElseThrow();
        keys.put(first.name(), samples(first.shape(), version).getFirst());
      }
    }
    return new Data.Fields(Data.ordered(keys));
  }

  /** Tables directly behind a key of this shape. */
  private static Stream<Site> below(Shape shape, UnaryOperator<Data> around) {
    return switch (shape) {
      case Shape.Fields(Table table) -> Stream.of(new Site(table, "", around));
      case Shape.Items(Shape each, _, _, _) ->
          below(each, item -> around.apply(list(item)))
              .map(site -> new Site(site.table(), "[]" + site.path(), site.around()));
      case Shape.Entries entries ->
          Stream.concat(
              below(entries.each(), value -> around.apply(entry(entries, value))),
              entries.special().values().stream()
                  .flatMap(field ->
                      below(field.shape(), value -> around.apply(map(field.name(), value)))));
      case Shape.Choice choice -> choice.all().stream().flatMap(each -> below(each, around));
      case Shape.ByKey(_, Shape present, Shape absent) ->
          Stream.concat(below(present, around), below(absent, around));
      case Shape.Text _,
          Shape.Word _,
          Shape.Version _,
          Shape.Flag _,
          Shape.Switch _,
          Shape.Whole _,
          Shape.Minutes _,
          Shape.Anything _ ->
          Stream.empty();
    };
  }

  /** A map with {@code value} behind a free key; jobs have others beside them to refer to. */
  private static Data entry(Shape.Entries entries, Data value) {
    boolean isJob =
        entries.each() instanceof Shape.Fields(Table table)
            && Set.of("job", "finalJob").contains(table.name());
    if (!isJob) {
      return map("k", value);
    }
    Map<String, Data> all = new LinkedHashMap<>();
    all.put("k", value);
    all.put("other", map("steps", list(map("run", text("ls")))));
    all.put("third", map("steps", list(map("run", text("ls")))));
    return new Data.Fields(Data.ordered(all));
  }

  /** A few values of a shape, most of them valid. */
  private static List<Data> samples(Shape shape, FormatVersion version) {
    return switch (shape) {
      case Shape.Text(_, _, Optional<Shape.Form> form) ->
          form.map(look -> List.of(text(look.example())))
              .orElseGet(() -> List.of(text("x"), text("true")));
      case Shape.Word(List<String> words) -> words.stream().map(Data::text).toList();
      case Shape.Version _ -> List.of(text(version.text()));
      case Shape.Flag _ -> List.of(Data.flag(true), Data.flag(false));
      case Shape.Switch _ -> List.of(text("enabled"), text("disabled"));
      case Shape.Whole(int min, _) -> List.of(Data.number(min), Data.number(min + 1L));
      case Shape.Minutes(int min, _) -> List.of(Data.number(min), Data.number(min + 1L));
      case Shape.Anything _ -> List.of(text("x"), text("true"));
      case Shape.Items(Shape each, _, _, _) ->
          samples(each, version).stream().limit(4).map(KeysReachTheModelTest::list).toList();
      case Shape.Fields(Table table) ->
          Stream.concat(Stream.of(minimal(table, version)), more(table, version)).toList();
      case Shape.Entries entries ->
          samples(entries.each(), version).stream()
              .limit(4)
              .map(value -> entry(entries, value))
              .toList();
      case Shape.Choice choice ->
          choice.all().stream().flatMap(each -> samples(each, version).stream()).toList();
      case Shape.ByKey(_, Shape present, Shape absent) ->
          Stream.concat(samples(absent, version).stream(), samples(present, version).stream())
              .toList();
    };
  }

  /** Maps with one more key than there must be; an empty map often says no more than none. */
  private static Stream<Data> more(Table table, FormatVersion version) {
    return table.fields().values().stream()
        .filter(field -> !isNeeded(table, field) && field.isIn(version))
        .limit(3)
        .map(field -> {
          Map<String, Data> keys = new LinkedHashMap<>();
          keys.put(field.name(), samples(field.shape(), version).getLast());
          return filled(table, company(table, field), keys, version);
        });
  }

  private static Map<String, Data> push() {
    return Map.of("push", list(text("main")));
  }

  private static Map<String, Data> ownPool() {
    return Map.of("self-hosted", Data.flag(true), "pool-name", text("p"));
  }

  private static Data text(String value) {
    return Data.text(value);
  }

  private static Data list(Data item) {
    return new Data.Items(List.of(item));
  }

  private static Data map(String key, Data value) {
    return new Data.Fields(Data.ordered(Map.of(key, value)));
  }

  /** As JSON, which is YAML too. */
  private static String shown(Data data) {
    return switch (data) {
      case Data.Text(String value) -> JsonMapper.shared().writeValueAsString(value);
      case Data.Flag(boolean value) -> Boolean.toString(value);
      case Data.Decimal(var value) -> value.toString();
      case Data.Nothing _ -> "null";
      case Data.Items(List<Data> values) ->
          values.stream()
              .map(KeysReachTheModelTest::shown)
              .collect(Collectors.joining(", ", "[", "]"));
      case Data.Fields(var values) ->
          values.entrySet().stream()
              .map(entry -> shown(text(entry.getKey())) + ": " + shown(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }
}
