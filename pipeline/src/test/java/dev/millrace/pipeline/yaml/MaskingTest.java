package dev.millrace.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.json.JsonModelCodec;
import org.junit.jupiter.api.Test;

/** A pipeline in a log or in an exception's message shows none of the secrets written into it. */
class MaskingTest {
  @Test
  void secrets_written_into_a_yaml_file_are_not_shown() {
    String text =
        """
        version: v3.0
        on:
          push: { branches: [ main ], custom-filter: { url: "https://f", credentials: hunter2 } }
        variables:
          KEY: { value: hunter2, sensitive: true }
        resources:
          repositories:
            - repository: acme/t
              name: t
              credentials: { personal-access-token: hunter2 }
        jobs:
          a:
            runs-on:
              container: { image: "a:1", credentials: { username: u, password: hunter2 } }
            services: { db: { image: "db:1", with: { password: hunter2 } } }
            env: { DB_PASSWORD: hunter2 }
            steps:
              - checkout: https://ann:hunter2@git.example/acme.git
                with: { accessToken: hunter2, personalAccessToken: hunter2, password: hunter2 }
              - run: ls
                env: { API_TOKEN: hunter2 }
              - uses: upload@1.*
                with: { nested: { secret-key: hunter2 }, list: [ { privateKey: hunter2 } ] }
        """;

    Pipeline pipeline = YamlReader.ofVersion3().read(text, "a.yml").pipeline().orElseThrow();

    assertThat(pipeline.toString()).doesNotContain("hunter2").contains("DB_PASSWORD", "upload");
  }

  @Test
  void secrets_of_a_json_model_are_not_shown() {
    String text =
        """
        {"model": {"events": {"e": {"secretToken": "hunter2"}}, "stages": [
          {"containers": [{"@type": "trigger",
            "params": [{"id": "P", "type": "PASSWORD", "defaultValue": "hunter2"}],
            "elements": [
              {"@type": "remoteTrigger", "remoteToken": "hunter2"},
              {"@type": "codeGitWebHookTrigger", "eventType": "PUSH", "enableThirdFilter": true,
               "thirdUrl": "https://f", "thirdSecretToken": "hunter2"}]}]},
          {"containers": [{"@type": "vmBuild", "dispatchType": {"buildType": "DOCKER",
            "value": "a:1", "imageRepositoryUserName": "u",
            "imageRepositoryPassword": "hunter2"}}]}]}}
        """;

    Pipeline pipeline = new JsonModelCodec().read(text).pipeline().orElseThrow();

    assertThat(pipeline.toString()).doesNotContain("hunter2").contains("https://f");
  }

  @Test
  void what_is_no_secret_is_shown() {
    Pipeline pipeline =
        YamlReader.ofVersion3()
            .read("version: v3.0\nsteps: [ { run: make, env: { MODE: fast } } ]\n", "a.yml")
            .pipeline()
            .orElseThrow();

    assertThat(pipeline.toString()).contains("make", "MODE=fast");
  }
}
