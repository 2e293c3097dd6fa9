package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RunStatus;
import io.quartermaster.testing.Eventually;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page that takes an application's developer to a firing handler, followed to the letter.
class GettingStartedTest {
    private static final Path PAGE = Path.of("../client/docs/getting-started.md");
    private static final Pattern FIRST = Pattern.compile(
            "```java\\R((?:(?!```).)*public class FirstApp.*?)^ *```", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void theApplicationOfThePageIsCalledByTheEmbeddedEngine() throws Exception {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        compile(classes);
        URL[] urls = {classes.toUri().toURL()};
        try (EmbeddedEngine engine = EmbeddedEngine.start(
                        EmbeddedSettings.in(directory.resolve("engine")).withPort(0));
                URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            Path attach = engine.dataDirectory().resolve(EmbeddedEngine.ATTACH_FILE);
            Thread application = started(loader.loadClass("FirstApp").getMethod("main", String[].class), attach);
            Eventually.until("the application is connected", () -> !engine.database()
                    .cluster()
                    .handlers(EmbeddedEngine.INSTANCE, "first-app")
                    .isEmpty());
            Jobs jobs = new Jobs(engine.database());
            Job job = jobs.create(Jobs.simple("first", "first").withTarget(JobType.SIMPLE, "first-app", "first"));
            jobs.answer(jobs.triggerNow(job));

            assertThat(jobs.closed(job).status()).isEqualTo(RunStatus.SUCCEED);
            application.interrupt();
            application.join();
        }
    }

    private static Thread started(Method main, Path attach) {
        Thread thread = new Thread(() -> {
            try {
                main.invoke(null, (Object) new String[] {attach.toString()});
            } catch (InvocationTargetException e) {
                assertThat(e).hasCauseInstanceOf(InterruptedException.class);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        return thread;
    }

    private static void compile(Path classes) throws Exception {
        Matcher first = FIRST.matcher(Files.readString(PAGE));
        assertThat(first.find()).isTrue();
        String text = first.group(1);
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///FirstApp.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        StringWriter said = new StringWriter();
        List<String> options = List.of("--release", "17", "-proc:none", "-d", classes.toString());
        boolean well = ToolProvider.getSystemJavaCompiler()
                .getTask(said, null, null, options, null, List.of(source))
                .call();
        assertThat(well).as(said.toString()).isTrue();
    }
}
