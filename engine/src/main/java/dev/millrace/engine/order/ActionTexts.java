package dev.millrace.engine.order;

import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.trigger.RepositoryRef;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** An action with every text in it replaced, deep inside its inputs too. */
final class ActionTexts {
  private ActionTexts() {}

  static TaskAction replace(TaskAction action, Texts texts) {
    return switch (action) {
      case TaskAction.Script script ->
          new TaskAction.Script(
              script.origin(),
              texts.replace(script.script()),
              script.shell(),
              script.continueAfterErrors(),
              fields(script.inputs(), texts));
      case TaskAction.Checkout(var repository, var inputs) ->
          new TaskAction.Checkout(repository(repository, texts), fields(inputs, texts));
      case TaskAction.Plugin(var code, var version, var inputs) ->
          new TaskAction.Plugin(code, version, fields(inputs, texts));
      case TaskAction.ManualReview(var inputs) ->
          new TaskAction.ManualReview(fields(inputs, texts));
      case TaskAction.SubPipeline(var inputs) -> new TaskAction.SubPipeline(fields(inputs, texts));
      case TaskAction.QualityGate(var point, var inputs) ->
          new TaskAction.QualityGate(point, fields(inputs, texts));
      case TaskAction.Foreign(var type, var fields) ->
          new TaskAction.Foreign(type, fields(fields, texts));
    };
  }

  private static RepositoryRef repository(RepositoryRef repository, Texts texts) {
    return switch (repository) {
      case RepositoryRef.Self self -> self;
      case RepositoryRef.ByUrl(var url) -> new RepositoryRef.ByUrl(texts.replace(url));
      case RepositoryRef.ById(var id) -> new RepositoryRef.ById(texts.replace(id));
      case RepositoryRef.ByName(var name) -> new RepositoryRef.ByName(texts.replace(name));
    };
  }

  private static SequencedMap<String, Data> fields(SequencedMap<String, Data> fields, Texts texts) {
    if (fields.isEmpty()) {
      return fields;
    }
    var replaced = new LinkedHashMap<String, Data>();
    fields.forEach((name, value) -> replaced.put(name, data(value, texts)));
    return replaced;
  }

  private static Data data(Data data, Texts texts) {
    return switch (data) {
      case Data.Text(var text) -> new Data.Text(texts.replace(text));
      case Data.Flag flag -> flag;
      case Data.Decimal number -> number;
      case Data.Items(var values) ->
          new Data.Items(values.stream().map(value -> data(value, texts)).toList());
      case Data.Fields(var values) -> new Data.Fields(fields(values, texts));
      case Data.Nothing nothing -> nothing;
    };
  }
}
