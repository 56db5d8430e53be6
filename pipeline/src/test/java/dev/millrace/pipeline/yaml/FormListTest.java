package dev.millrace.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.pipeline.yaml.write.Written;
import dev.millrace.pipeline.yaml.write.YamlWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The children of a form-list, in both shapes of YAML and in JSON. */
class FormListTest {
  private static final String AS_LIST =
      """
      version: v3.0
      variables:
        servers:
          value: []
          props:
            type: form-list
            fields:
              - { id: host, value: localhost, props: { type: vuex-input, label: Host } }
              - { id: template, allow-modify-at-startup: false, if: { host: x } }
              - { id: fixed, value: "1", const: true }
              - { id: secret, sensitive: true, readonly: true, as-instance-input: true }
      steps: [ { run: ls } ]
      """;

  private static final String AS_MAP =
      """
      version: v3.0
      variables:
        servers:
          value: []
          props:
            type: form-list
            fields:
              host: { value: localhost, props: { type: vuex-input, label: Host } }
              template: { allow-modify-at-startup: false, if: { host: x } }
              fixed: { value: "1", const: true }
              secret: { sensitive: true, readonly: true, as-instance-input: true }
      steps: [ { run: ls } ]
      """;

  private static final String AS_JSON =
      """
      {"stages": [{"containers": [{"@type": "trigger", "params": [
        {"id": "servers", "type": "FORM_LIST", "required": true, "defaultValue": [], "fields": [
          {"id": "host", "type": "STRING", "required": true, "defaultValue": "localhost",
           "name": "Host"},
          {"id": "template", "type": "STRING", "required": false,
           "displayCondition": {"host": "x"}},
          {"id": "fixed", "type": "STRING", "required": false, "defaultValue": "1",
           "constant": true, "readOnly": true},
          {"id": "secret", "type": "STRING", "required": true, "sensitive": true,
           "readOnly": true, "asInstanceInput": true}]}]}]}]}
      """;

  private final JsonModelCodec json = new JsonModelCodec();

  @Test
  void a_list_and_a_map_of_fields_are_the_same() {
    assertThat(fields(yaml(AS_LIST)))
        .extracting(Variable::name)
        .containsExactly("host", "template", "fixed", "secret");
    assertThat(yaml(AS_MAP)).isEqualTo(yaml(AS_LIST));
  }

  @Test
  void json_says_the_same_as_yaml() {
    Pipeline model = json.read(AS_JSON).pipeline().orElseThrow();

    assertThat(fields(model)).isEqualTo(fields(yaml(AS_LIST)));
  }

  @Test
  void fields_survive_the_way_through_json_and_back_to_yaml() {
    Pipeline before = yaml(AS_MAP);

    Pipeline throughJson = json.read(json.write(before)).pipeline().orElseThrow();
    Written written = new YamlWriter().write(throughJson);

    assertThat(throughJson).isEqualTo(before);
    assertThat(written.problems()).isEmpty();
    assertThat(yaml(written.text())).isEqualTo(before);
  }

  @Test
  void a_field_without_a_value_has_none() {
    assertThat(fields(yaml(AS_LIST)).get(1).value()).isEqualTo(new Data.Nothing());
  }

  private static List<Variable> fields(Pipeline pipeline) {
    return pipeline.variables().getFirst().form().orElseThrow().fields();
  }

  private static Pipeline yaml(String text) {
    ReadResult result = YamlReader.ofVersion3().read(text, "a.yml");
    assertThat(result.problems()).isEmpty();
    return result.pipeline().orElseThrow();
  }
}
