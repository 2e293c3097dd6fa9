package io.quartermaster.app;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The whole console as a person starts it, in a home of its own, and the robot that uses it.
///
/// Called from the test's thread. What it attached and opened ends with it.
final class LiveConsole implements AutoCloseable {
    private final Path home;
    private final Console console = new Console();
    private final Ui ui;
    private final List<AutoCloseable> opened = new ArrayList<>();

    private LiveConsole(Path home) {
        this.home = home;
        System.setProperty("quartermaster.home", home.toString());
        ui = Ui.open(console::start);
        ui.resize(1_000, 960);
    }

    /// Opens it on what it was connected to last, at first on the embedded engine.
    static LiveConsole open(Path home) {
        return new LiveConsole(home);
    }

    Ui ui() {
        return ui;
    }

    /// Attaches application `sample-app` in zone CellB to the embedded engine.
    LiveConsole attach(IJobHandler... handlers) {
        Path file = home.resolve("data/engine/attach.properties");
        Eventually.until("the engine says how to attach", () -> Files.exists(file));
        Properties attach = read(file);
        return attach(
                attach.getProperty("address"),
                attach.getProperty("access-key"),
                attach.getProperty("secret"),
                handlers);
    }

    /// Attaches it to a server.
    LiveConsole attach(String server, String key, String secret, IJobHandler... handlers) {
        SchedulerClient client = SchedulerClient.builder()
                .application("sample-app")
                .instance("000001")
                .accessKey(key)
                .secret(secret)
                .server(server)
                .zone("CellB")
                .handlers(List.of(handlers))
                .build();
        client.start();
        opened.add(client);
        return this;
    }

    /// The embedded engine's database, as somebody else sees it.
    Database engineDatabase() {
        Database database = Database.open(new DatabaseSettings.Embedded(home.resolve("data/engine")), 1);
        opened.add(database);
        return database;
    }

    int rows(String table) {
        return ui.stage().getScene().lookup(table) instanceof TableView<?> shown
                ? shown.getItems().size()
                : -1;
    }

    void awaitRows(String table, int count) {
        ui.await(count + " rows in " + table, () -> rows(table) == count);
    }

    /// Whether a text that fits stands anywhere within; on the FX thread.
    boolean shows(String selector, Predicate<String> wanted) {
        Node within = ui.stage().getScene().lookup(selector);
        return within != null
                && Stream.concat(Stream.of(within), within.lookupAll("*").stream())
                        .anyMatch(node -> wanted.test(textOf(node)));
    }

    void awaitShown(String selector, String text) {
        ui.await("“" + text + "” in " + selector, () -> shows(selector, shown -> shown.contains(text)));
    }

    /// A new simple job's form, with its name, application and handler typed.
    LiveConsole newJob(String name, String handler) {
        ui.click("#nav-jobs").click("#action-jobs-new");
        ui.type("#job-name", name);
        ui.type("#job-application", "sample-app").press(KeyCode.TAB);
        ui.type("#job-target", handler).press(KeyCode.TAB);
        return this;
    }

    /// Picks the entry of a closed list of choices, by its text.
    void choose(String box, String text) {
        ui.click(box);
        ui.await("the choice " + text, () -> choice(text) != null);
        ui.click(Ui.onFx(() -> java.util.Objects.requireNonNull(choice(text))));
    }

    private static @Nullable Node choice(String text) {
        return Window.getWindows().stream()
                .filter(window -> window instanceof PopupWindow && window.isShowing())
                .flatMap(window -> window.getScene().getRoot().lookupAll(".list-cell").stream())
                .filter(cell -> cell instanceof Labeled label && text.equals(label.getText()))
                .findFirst()
                .orElse(null);
    }

    /// Saves the form and waits for the table.
    void save() {
        ui.await("Save to be possible", () -> {
            Node save = ui.stage().getScene().lookup("#job-save");
            return save != null && !save.isDisabled();
        });
        ui.click("#job-save");
        ui.await("the form to go", () -> ui.stage().getScene().lookup("#job-editor") == null);
    }

    /// Selects a job by its filter.
    void select(String job) {
        ui.click("#nav-jobs");
        ui.type("#jobs-filter", job);
        awaitRows("#jobs-table", 1);
        ui.await("the row of " + job, () -> rowWith("#jobs-table", job) != null);
        ui.click(Ui.onFx(() -> java.util.Objects.requireNonNull(rowWith("#jobs-table", job))));
        awaitShown("#job-inspector", job);
    }

    /// Selects a job's newest record that has the status, as the page words it.
    void openRecord(String job, String status) {
        ui.click("#nav-records");
        ui.type("#records-filter", job);
        ui.await(
                "only records of " + job + ", one of them " + status,
                () -> rowsShown("#records-table").stream().allMatch(row -> reads(row, job))
                        && rowWith("#records-table", status) != null);
        // of a job that fires every second the row may have moved on before the mouse is there
        ui.await("the details of it", () -> {
            Node row = rowWith("#records-table", status);
            if (row instanceof TableRow<?> each && !shows("#record-details", status::equals)) {
                each.getTableView().getSelectionModel().select(each.getIndex());
            }
            return shows("#record-details", status::equals);
        });
    }

    /// Runs what the palette finds first.
    void command(String words) {
        ui.press(KeyCode.CONTROL, KeyCode.K).write(words).press(KeyCode.ENTER);
    }

    /// Photographs the window in both themes and languages, and small.
    void photograph(String name) {
        ui.resize(1_000, 700);
        for (String dress : List.of("light-en", "light-zh", "dark-zh", "dark-en")) {
            Pictures.take(ui, name + "-" + dress);
            ui.click(
                    dress.equals("light-zh") || dress.equals("dark-en")
                            ? "#action-shell-theme"
                            : "#action-shell-language");
        }
        ui.resize(1_000, 960);
    }

    /// The shown row of a list that reads so.
    Node cell(String list, String text) {
        return Ui.onFx(() -> ui.stage().getScene().getRoot().lookupAll(list + " .list-cell").stream()
                .filter(cell -> reads(cell, text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no “" + text + "” in " + list)));
    }

    private @Nullable Node rowWith(String table, String text) {
        return rowsShown(table).stream()
                .filter(row -> reads(row, text))
                .findFirst()
                .orElse(null);
    }

    private List<Node> rowsShown(String table) {
        return ui.stage().getScene().getRoot().lookupAll(table + " .table-row-cell").stream()
                .filter(row -> row.isVisible() && row instanceof TableRow<?> each && !each.isEmpty())
                .toList();
    }

    private static boolean reads(Node within, String text) {
        return within.lookupAll("*").stream().anyMatch(node -> textOf(node).equals(text));
    }

    private static String textOf(Node node) {
        String text =
                switch (node) {
                    case Text shown -> shown.getText();
                    case Labeled label -> label.getText();
                    case TextInputControl input -> input.getText();
                    default -> "";
                };
        return text == null ? "" : text;
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return properties;
    }

    @Override
    public void close() throws Exception {
        Pictures.take(ui, "flow-end"); // where it ended, also when it failed
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        ui.close();
        Ui.onFx(console::stop);
        System.clearProperty("quartermaster.home");
    }

    /// A handler that is one function.
    record Work(String name, Function<JobExecuteContext, ClientCommonResult> work) implements ISimpleJobHandler {
        static Work hello() {
            return new Work("hello", context -> {
                context.reportProgress("half way");
                return ClientCommonResult.buildSuccessResult();
            });
        }

        static Work failing(String why) {
            return new Work("fails", context -> ClientCommonResult.buildFailResult(why));
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public @Nullable Executor getThreadPool() {
            return null;
        }

        @Override
        public ClientCommonResult handle(JobExecuteContext context) {
            return work.apply(context);
        }
    }
}
