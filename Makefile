# Everything that a person types. The work is in hack/ and package.json.
.DEFAULT_GOAL := help
.PHONY: help setup packages image dist binaries-from-source test test-all bench clean

export VERSION REVISION ENGINE SET KUBE_BINARIES DEBIAN_MIRROR

help: ## Show this
	@sed -n 's/^\([a-z-]*\): .*## /  make \1\t/p' Makefile | expand -t 30

setup: ## Install what is missing: npm packages, Debian packages (root), fpm, Bazel's settings
	@hack/setup

packages: ## Build the packages of build/pkgs into out/ (KUBE_BINARIES=DIR VERSION=v1.2.3 REVISION=1 SOURCE_DATE_EPOCH=SECONDS ENGINE=native|fpm|fpm-container SET=path=value)
	@hack/packages

image: ## Build the image of the engine fpm-container, with podman or docker, after setup
	@hack/setup --image
	@hack/image

dist: ## Build what others install: the npm package, the Bazel archive and its registry, into out/dist/ (DIST_URL=where they will be)
	@hack/setup
	@npm run --silent dist -- $(if $(DIST_URL),--url=$(DIST_URL))

binaries-from-source: ## Build kubelet, kubeadm and kubectl 1.20.2 from Debian's source, as a KUBE_BINARIES
	@build/pkgs/tools/binaries-from-source

test: ## Run everything that CI runs, after setup
	@hack/setup --test
	@hack/test

test-all: ## And what takes longer
	@hack/setup --test
	@hack/test --all

bench: ## Time the packer against fpm, dpkg-deb and rpmbuild, and print ratios (KUBE_BINARIES=DIR)
	@ENGINE=fpm hack/setup
	@npm run --silent bench

clean: ## Remove what was built: out/, dist/, Bazel's outputs
	@hack/clean
