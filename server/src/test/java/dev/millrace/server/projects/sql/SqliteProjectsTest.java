package dev.millrace.server.projects.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.Membership;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.sql.SqlAccess;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.ProjectStore;
import dev.millrace.server.projects.ProjectStoreContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteProjectsTest implements ProjectStoreContract {
  private Database database;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = SqliteDatabase.open(folder.resolve("millrace.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public ProjectStore store() {
    return new SqlProjects(database);
  }

  @Override
  public AccessStore access() {
    return new SqlAccess(database);
  }

  @Test
  void an_audit_that_can_not_be_written_leaves_no_project_and_no_member() {
    var demo = new ProjectId("demo");
    var project = new Project(demo, Project.Details.named("Demo"), ADA, NOW, NOW, 1);
    var first = new Membership(demo, ADA, Role.ADMINISTRATOR, NOW, Optional.empty());
    AuditEntry audit =
        AuditEntry.of(Actor.SYSTEM, NOW, "created", new AuditEntry.Thing("project", "demo"));
    database.change(rows -> rows.run("drop table audit"));

    assertThatThrownBy(() -> store().create(project, first, List.of(audit)))
        .isInstanceOf(RuntimeException.class);

    assertThat(store().count()).isZero();
    assertThat(access().<List<Membership>>read(kept -> kept.members().of(ADA))).isEmpty();
  }
}
