package dev.millrace.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.ErrorCodes;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.wording.Language;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker tells people whose machine speaks Chinese. */
@Timeout(60)
class WorkerLanguageTest extends WorkerTestBase {
  private static final String NO_NAME = "不能作为名称：名称由字母、数字和 `_` 组成";

  @BeforeEach
  void speakChinese() {
    settings = settings.withLanguage(Language.CHINESE);
  }

  @Test
  void a_script_that_fails_says_so_to_the_server_and_in_its_log() {
    var report = run(Orders.script("a", "exit 127"));

    assertThat(failure(report).message()).isEqualTo("脚本以退出码 127 结束（找不到命令）");
    assertThat(endpoint.log("a")).containsExactly("p ##[error]脚本以退出码 127 结束（找不到命令）");
  }

  @Test
  void an_interpreter_that_is_missing_comes_with_the_next_step() {
    var environment = new HashMap<>(settings.environment());
    environment.put("PATH", "/nowhere");
    settings = settings.withEnvironment(environment);

    var report = run(Orders.script("a", "python", "pass"));

    var told = "在本机的 `PATH`（/nowhere）中找不到程序 python3 或 python。请安装 Python 3，或选用其他 `shell`";
    assertThat(failure(report).code()).isEqualTo(ErrorCodes.MACHINE_UNFIT);
    assertThat(failure(report).message()).isEqualTo(told);
    assertThat(endpoint.log("a")).containsExactly("p ##[error]" + told);
  }

  @Test
  void a_task_that_is_cancelled_says_so() throws Exception {
    endpoint.queue(Orders.script("a", "echo begun; while :; do :; done").order());
    endpoint.noMoreTasks();
    var running = inBackground(() -> worker().run());
    endpoint.await(() -> !endpoint.log("a").isEmpty());

    endpoint.cancel("a");

    assertThat(running.get()).isEqualTo(WorkerResult.FINISHED);
    var report = endpoint.reports().getLast();
    assertThat(report.outcome()).isEqualTo(TaskOutcome.CANCELLED);
    assertThat(failure(report).message()).isEqualTo("任务已取消");
    assertThat(endpoint.log("a")).containsExactly("o begun", "p ##[error]任务已取消");
  }

  @Test
  void a_value_that_is_dropped_is_told_with_its_name() {
    run(Orders.script("a", "printf '::set-remark %5000s\\n' x"));

    assertThat(endpoint.log("a").getFirst()).isEqualTo("p ##[warning]备注：值有 5000 个字符，超过上限 4000；已丢弃");
  }

  @Test
  void a_job_whose_folder_can_not_be_made_says_why() throws Exception {
    var file = Files.createFile(folder.resolve("file"));
    endpoint = endpoint(file.toString(), Duration.ofHours(1));

    assertThat(worker().run()).isEqualTo(WorkerResult.MACHINE_UNFIT);

    assertThat(endpoint.end().orElseThrow().failure().orElseThrow().message())
        .isEqualTo("本机无法存放作业的文件：`" + file + "` 占用了此路径：它不是目录");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "sh"})
  void a_shell_shows_a_name_as_it_was_given_in_every_language(String shell) {
    var script = "setEnv \"it's \\$(id) 100%s \\\\t `echo now`\" x; setEnv";

    run(Orders.script("zh", shell, script));
    var chinese = endpoint.log("zh");
    prepare();
    run(Orders.script("en", shell, script));

    assertThat(chinese)
        .containsExactly(
            "w ##[warning]setEnv：`it's $(id) 100%s \\t now` " + NO_NAME,
            "w ##[warning]setEnv：`` " + NO_NAME);
    assertThat(endpoint.log("en"))
        .containsExactly(
            "w ##[warning]setEnv: 'it's $(id) 100%s \\t now' is no name: letters, digits and _"
                + " make one",
            "w ##[warning]setEnv: '' is no name: letters, digits and _ make one");
  }
}
