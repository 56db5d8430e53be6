package dev.millrace.agent.checkout;

import dev.millrace.agent.process.CannotStart;
import dev.millrace.agent.task.TaskContext;
import dev.millrace.agent.task.TaskEnd;
import dev.millrace.protocol.CheckoutSource;
import dev.millrace.protocol.TaskAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs one checkout. */
public final class Checkout {
  private final TaskContext context;
  private final TaskAction.Checkout action;
  private final Inputs inputs;

  /** A checkout to run in this context. */
  public Checkout(TaskContext context, TaskAction.Checkout action) {
    this.context = context;
    this.action = action;
    this.inputs = new Inputs(action.inputs());
  }

  /**
   * Runs it.
   *
   * @throws IOException when the machine does not take or give the files needed
   */
  public TaskEnd run() throws IOException {
    try {
      inputs
          .unsupported()
          .forEach(name -> context.log().warn(CheckoutWording.INPUT_UNSUPPORTED.of(name)));
      var target = target();
      switch (action.source()) {
        case CheckoutSource.Repository(var url) -> {
          Files.createDirectories(target);
          new RepositoryCheckout(context, inputs, url, target).run();
        }
        case CheckoutSource.WorkingTree(var folder) ->
            new WorkingTreeCheckout(context, inputs, Path.of(folder), target).run();
      }
      return TaskEnd.SUCCEEDED;
    } catch (Git.Failed failed) {
      return failed.end();
    } catch (Inputs.Invalid invalid) {
      return TaskEnd.invalid(invalid.reason());
    } catch (CannotStart cannot) {
      return TaskEnd.machineUnfit(cannot.reason());
    }
  }

  private Path target() {
    var path = inputs.text("localPath", "");
    var target = context.workspace().resolve(path).normalize();
    if (!target.startsWith(context.workspace().normalize())) {
      throw Inputs.wrong("localPath", path, CheckoutWording.PATH_INSIDE.of());
    }
    return target;
  }
}
