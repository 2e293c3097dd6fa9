package io.quartermaster.app;

import io.quartermaster.app.audit.AuditPage;
import io.quartermaster.app.calendars.CalendarsSheet;
import io.quartermaster.app.clients.ClientsPage;
import io.quartermaster.app.cluster.ClusterPage;
import io.quartermaster.app.connections.ActiveConnection;
import io.quartermaster.app.connections.ConnectionProfile;
import io.quartermaster.app.connections.ConnectionsPage;
import io.quartermaster.app.connections.ConnectionsViewModel;
import io.quartermaster.app.connections.DatabaseConnectionTest;
import io.quartermaster.app.connections.EngineRoom;
import io.quartermaster.app.connections.LastConnection;
import io.quartermaster.app.connections.ProfileStore;
import io.quartermaster.app.connections.SystemSecrets;
import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.connections.WorkspaceKeeper;
import io.quartermaster.app.debugger.DebuggerPage;
import io.quartermaster.app.jobs.JobsPage;
import io.quartermaster.app.logs.LogsPage;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Directories;
import io.quartermaster.app.platform.ErrorNotice;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.records.RecordsPage;
import io.quartermaster.app.runs.RunsPage;
import io.quartermaster.app.settings.SettingsPage;
import io.quartermaster.app.shell.LaterPage;
import io.quartermaster.app.shell.MainWindow;
import io.quartermaster.app.shell.Navigator;
import io.quartermaster.app.topologies.Links;
import io.quartermaster.app.topologies.TopologiesPage;
import io.quartermaster.app.zones.JobMsgLog;
import io.quartermaster.app.zones.ZonesPage;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TraceId;
import io.quartermaster.server.EmbeddedEngine;
import io.quartermaster.server.EmbeddedSettings;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The pages, made and joined: what a page leads to is another page, and only this class knows both. Made when the
/// window's first frame is on the screen, so that it waits for none of them. FX thread only.
final class Pages implements AutoCloseable {
    private final WorkspaceKeeper keeper;
    private final LastConnection last;
    private final ActiveConnection connection;
    private final LogsPage logs;
    private final RecordsPage records;
    private final RunsPage runs;
    private final TopologiesPage topologies;
    private final Navigator navigator;
    private final Subscription pulse;

    /// The rail's entries, which the pages made here become.
    static List<LaterPage> places() {
        return List.of(
                new LaterPage("jobs", "fth-list"),
                new LaterPage("topologies", "fth-git-merge"),
                new LaterPage("runs", "fth-play-circle"),
                new LaterPage("debugger", "fth-crosshair"),
                new LaterPage("records", "fth-activity"),
                new LaterPage("logs", "fth-file-text"),
                new LaterPage("zones", "fth-shuffle"),
                new LaterPage("cluster", "fth-server"),
                new LaterPage("clients", "fth-users"),
                new LaterPage("audit", "fth-book-open"),
                new LaterPage("connections", "fth-database"),
                new LaterPage(MainWindow.FOOT_PAGE, "fth-settings"));
    }

    /// @param places    from [#places]
    /// @param navigator over those places
    Pages(
            Desk desk,
            Directories directories,
            ActiveConnection connection,
            List<LaterPage> places,
            Navigator navigator) {
        this.connection = connection;
        this.navigator = navigator;
        boolean portable = System.getProperty("quartermaster.home") != null;
        Path engineDirectory = portable ? directories.data().resolve("engine") : EmbeddedEngine.defaultDirectory();
        EngineRoom engineRoom = new EngineRoom(() -> EmbeddedEngine.start(EmbeddedSettings.in(engineDirectory)));
        this.keeper = new WorkspaceKeeper(
                desk.texts(),
                desk.tasks(),
                connection,
                engineRoom,
                desk.times().ticker().clock(),
                new ErrorNotice(desk.texts(), desk.dialogs()));
        SystemSecrets secrets = new SystemSecrets(directories.config(), !portable);
        ProfileStore profiles = new ProfileStore(directories.config().resolve("connections.json"));
        this.last = new LastConnection(desk, profiles, secrets, keeper);
        ConnectionsViewModel connections = new ConnectionsViewModel(
                desk.texts(), desk.tasks(), desk.toasts(), profiles, secrets, new DatabaseConnectionTest(), keeper);
        ObservableValue<@Nullable Workspace> workspace = keeper.workspaceProperty();
        ZoneId here = ZoneId.systemDefault();
        this.logs = new LogsPage(desk, null, here);
        workspace.subscribe(now -> {
            if (now != null) {
                logs.setDirectory(now.logDirectory());
            }
        });
        new CalendarsSheet(desk, workspace);
        DebuggerPage debugger = new DebuggerPage(desk, workspace, () -> connectionName(desk), () -> engineRoom
                .running()
                .map(EmbeddedEngine::liveCalls));
        this.runs = new RunsPage(
                desk,
                workspace,
                this::openTrace,
                (name, definitions, names, log, from) ->
                        debugger.openRun(name, definitions, names, log, from, () -> open(debugger)));
        this.records = new RecordsPage(desk, workspace, this::openTrace, this::openRun);
        JobsPage jobs = new JobsPage(desk, workspace, (job, name, record) -> {
            records.showJob(job, name, record);
            open(records);
        });
        Links links = links(engineRoom, directories, workspace, debugger);
        this.topologies = new TopologiesPage(desk, workspace, () -> open(jobs), links);
        List<Page> all = List.of(
                jobs,
                topologies,
                runs,
                debugger,
                records,
                logs,
                new ZonesPage(desk, workspace, new JobMsgLog(here), line -> {
                    logs.openFile(line.file(), line.number());
                    open(logs);
                }),
                new ClusterPage(desk, workspace),
                new ClientsPage(desk, workspace, new OpenRecords()),
                new AuditPage(desk, workspace),
                new ConnectionsPage(desk, connections, keeper, connection),
                new SettingsPage(desk, secrets, directories));
        for (int i = 0; i < places.size(); i++) {
            places.get(i).become(all.get(i));
        }
        this.pulse = desk.times().ticker().nowProperty().subscribe(now -> keeper.tick());
    }

    /// Where the topologies lead to.
    private Links links(
            EngineRoom engines,
            Directories directories,
            ObservableValue<@Nullable Workspace> workspace,
            DebuggerPage debugger) {
        return Links.NONE
                .withRuns(job -> {
                    runs.showTopology(job);
                    open(runs);
                })
                .withRun(job -> {
                    runs.begin(job);
                    open(runs);
                })
                .withDebug((job, version) -> {
                    Workspace from = workspace.getValue();
                    if (from != null) {
                        debugger.open(from, job, version, () -> open(debugger));
                    }
                })
                .withSamples(new EngineSamples(engines))
                .withDrafts(directories.data().resolve("drafts"));
    }

    /// Connects; call when the window shows the first page.
    void connect() {
        last.open(connection);
    }

    @Override
    public void close() {
        pulse.unsubscribe();
        // while the database is still open
        topologies.quit();
        navigator.close();
        keeper.close();
    }

    /// Where the clients lead to.
    private final class OpenRecords implements ClientsPage.Opens {
        @Override
        public void records(JobId job, String name, @Nullable RecordId record) {
            records.showJob(job, name, record);
            open(records);
        }

        @Override
        public void record(RecordId record) {
            records.showRecord(record);
            open(records);
        }
    }

    private String connectionName(Desk desk) {
        ConnectionProfile profile = connection.profileProperty().get();
        return profile == null ? "" : profile.displayName(desk.texts());
    }

    private void openTrace(TraceId trace) {
        logs.openTrace(trace);
        open(logs);
    }

    private void openRun(RecordId run) {
        runs.open(run);
        open(runs);
    }

    private void open(Page page) {
        navigator.open(page.id());
    }
}
