# Everything that a person types. The work is in hack/ and package.json.
.DEFAULT_GOAL := help
.PHONY: help setup packages image test test-all clean

export VERSION REVISION ENGINE SET KUBE_BINARIES DEBIAN_MIRROR

help: ## Show this
	@sed -n 's/^\([a-z-]*\): .*## /  make \1\t/p' Makefile | expand -t 20

setup: ## Install what is missing: npm packages, Debian packages (root), fpm, Bazel's settings
	@hack/setup

packages: ## Build the packages of build/pkgs into out/ (KUBE_BINARIES=DIR VERSION=v1.2.3 REVISION=1 ENGINE=fpm|fpm-container SET=path=value)
	@hack/packages

image: ## Build the image of the engine fpm-container, with podman or docker
	@hack/image

test: setup ## Run everything that CI runs
	@hack/test

test-all: setup ## And what takes longer
	@hack/test --all

clean: ## Remove what was built: out/, dist/, Bazel's outputs
	@hack/clean
