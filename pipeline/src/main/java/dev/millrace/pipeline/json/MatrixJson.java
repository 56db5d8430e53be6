package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.Matrix.AxisList;
import dev.millrace.pipeline.Matrix.AxisMap;
import dev.millrace.pipeline.Matrix.AxisValues;
import dev.millrace.pipeline.Matrix.CaseList;
import dev.millrace.pipeline.Matrix.FromText;
import dev.millrace.pipeline.data.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Matrices, whose axes and cases are JSON or YAML inside a text. */
final class MatrixJson {
  static final String AXES = "strategyStr";
  private static final String INCLUDE = "includeCaseStr";
  private static final String EXCLUDE = "excludeCaseStr";
  private static final String IS_TEXT = "text";

  private MatrixJson() {}

  static Matrix read(JsonAt control) {
    return new Matrix(
        axes(control),
        cases(control, INCLUDE),
        cases(control, EXCLUDE),
        control.flag("fastKill", false),
        control.integer("maxConcurrency"));
  }

  private static Matrix.Axes axes(JsonAt control) {
    String text = control.text(AXES, "");
    return value(control, AXES)
        .flatMap(MatrixJson::axisMap)
        .<Matrix.Axes>map(AxisMap::new)
        .orElseGet(() -> new FromText(text));
  }

  private static Optional<SequencedMap<String, AxisValues>> axisMap(Data data) {
    if (!(data instanceof Data.Fields(var fields))) {
      return Optional.empty();
    }
    var axes = new LinkedHashMap<String, AxisValues>();
    for (Map.Entry<String, Data> axis : fields.entrySet()) {
      switch (axis.getValue()) {
        case Data.Items(var values) -> axes.put(axis.getKey(), new AxisList(values));
        case Data.Text(String text) -> axes.put(axis.getKey(), new FromText(text));
        case Data.Flag _, Data.Decimal _, Data.Fields _, Data.Nothing _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(axes);
  }

  private static Matrix.Cases cases(JsonAt control, String key) {
    Optional<String> text = control.text(key);
    if (text.isEmpty() || (text.get().isBlank() && !isText(control, key))) {
      return CaseList.NONE;
    }
    return value(control, key)
        .flatMap(MatrixJson::caseList)
        .orElseGet(() -> new FromText(text.get()));
  }

  private static Optional<Matrix.Cases> caseList(Data data) {
    if (!(data instanceof Data.Items(var items))) {
      return Optional.empty();
    }
    var cases = new ArrayList<SequencedMap<String, String>>();
    for (Data item : items) {
      if (!(item instanceof Data.Fields(var fields))) {
        return Optional.empty();
      }
      var values = new LinkedHashMap<String, String>();
      for (Map.Entry<String, Data> entry : fields.entrySet()) {
        Optional<String> value = LooseText.text(entry.getValue());
        if (value.isEmpty()) {
          return Optional.empty();
        }
        values.put(entry.getKey(), value.get());
      }
      cases.add(values);
    }
    return Optional.of(new CaseList(cases));
  }

  private static Optional<Data> value(JsonAt control, String key) {
    return isText(control, key)
        ? Optional.empty()
        : control.text(key).flatMap(text -> LooseText.read(text, JsonModelCodec.MAPPER));
  }

  /** Said where the text would otherwise be taken for a list or map written out. */
  private static boolean isText(JsonAt control, String key) {
    return control.own().object(IS_TEXT).flag(key, false);
  }

  static ObjectNode write(Matrix matrix) {
    ObjectNode control = JsonData.object();
    switch (matrix.axes()) {
      case AxisMap(var axes) -> {
        ObjectNode map = JsonData.object();
        axes.forEach((name, values) -> {
          switch (values) {
            case AxisList(var list) -> map.set(name, JsonData.write(new Data.Items(list)));
            case FromText(String text) -> map.put(name, text);
          }
        });
        control.put(AXES, map.toString());
      }
      case FromText(String text) -> control.put(AXES, text);
    }
    write(control, INCLUDE, matrix.include());
    write(control, EXCLUDE, matrix.exclude());
    control.put("fastKill", matrix.fastKill());
    matrix.maxParallel().ifPresent(limit -> control.put("maxConcurrency", limit));
    Matrix found = read(JsonAt.silent(control));
    markText(control, AXES, found.axes().equals(matrix.axes()));
    markText(control, INCLUDE, found.include().equals(matrix.include()));
    markText(control, EXCLUDE, found.exclude().equals(matrix.exclude()));
    return control;
  }

  private static void write(ObjectNode control, String key, Matrix.Cases cases) {
    switch (cases) {
      case FromText(String text) -> control.put(key, text);
      case CaseList(var list) when list.isEmpty() -> {}
      case CaseList(var list) -> {
        ArrayNode items = JsonData.object().arrayNode();
        list.forEach(values -> values.forEach(items.addObject()::put));
        control.put(key, items.toString());
      }
    }
  }

  private static void markText(ObjectNode control, String key, boolean isFound) {
    if (!isFound) {
      ObjectNode own = Residue.own(control);
      ObjectNode texts =
          own.get(IS_TEXT) instanceof ObjectNode there ? there : own.putObject(IS_TEXT);
      texts.put(key, true);
    }
  }
}
