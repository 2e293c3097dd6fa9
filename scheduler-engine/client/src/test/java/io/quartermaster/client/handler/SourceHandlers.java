package io.quartermaster.client.handler;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Handlers as they were written for the source system, compiled after the root of their imports is changed, and after
/// nothing else is.
public final class SourceHandlers {
    public static final List<String> NAMES =
            List.of("NightlyCheck", "ByWarehouse", "ByShelf", "CountShelves", "PriceShelves");

    private static final String THEIRS = "import com.alipay.antschedulerclient.";
    private static final String OURS = "import io.quartermaster.client.";

    private final ClassLoader loader;

    private SourceHandlers(ClassLoader loader) {
        this.loader = loader;
    }

    public static SourceHandlers compiledTo(Path directory) throws MalformedURLException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = List.of("--release", "17", "-proc:none", "-d", directory.toString());
        List<JavaFileObject> sources =
                NAMES.stream().map(SourceHandlers::source).toList();
        if (!compiler.getTask(said, null, null, options, null, sources).call()) {
            throw new AssertionError("the handlers do not compile: " + said);
        }
        URL[] urls = {directory.toUri().toURL()};
        return new SourceHandlers(new URLClassLoader(urls, SourceHandlers.class.getClassLoader()));
    }

    public IJobHandler handler(String name) {
        try {
            return (IJobHandler) type(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    public Class<?> type(String name) throws ClassNotFoundException {
        return loader.loadClass("shop.nightly." + name);
    }

    private static JavaFileObject source(String name) {
        try (InputStream in = SourceHandlers.class.getResourceAsStream("/migration/" + name + ".java.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return new Text(name, text.replace(THEIRS, OURS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        private Text(String name, String text) {
            super(URI.create("string:///shop/nightly/" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
